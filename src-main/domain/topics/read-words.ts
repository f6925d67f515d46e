import { type Token, tokenise } from "../text/tokenise.ts";
import type { FindRow } from "./ignored-words.ts";
import { isNegator, stopWordsOf } from "./stop-words.ts";
import { termKey } from "./term-key.ts";

/** What a word may do: `stop` stands only inside a phrase; `beside` also at its ends; `topic` also alone; `cjk` is one character. */
export const WORD = { stop: 0, beside: 1, topic: 2, cjk: 3 } as const;
export type WordKind = (typeof WORD)[keyof typeof WORD];

/** A word of a text; `joins` says that nothing but space stands before it, so that a phrase may reach over. */
export type ReadWord = {
  readonly key: string;
  readonly kind: WordKind;
  readonly joins: boolean;
  readonly from: number;
  readonly to: number;
};

export type ReadingRules = {
  /** Names that are left out wholly: no phrase reaches over them. */
  readonly names: FindRow;
  /** Words of the watch: no topic alone. */
  readonly own: FindRow;
};

const ADDRESS = /(?:https?:\/\/|www\.)\S+/giu;
const MAY_HOLD_ADDRESS = /:\/\/|www\./i;
// Counts, prices, times and dates are no topics.
const NUMBER = /^[\d'_]+(?:st|nd|rd|th|am|pm|h|hrs?|mins?|m|km|k|p|ft|x|er|e|s)?$/;
const SHORTEST_UNLISTED = 4;

/** A text whose addresses are gone: what `readWords` and its offsets speak of. */
export function withoutAddresses(text: string): string {
  return MAY_HOLD_ADDRESS.test(text) ? text.replace(ADDRESS, "\n") : text;
}

/** The words of a text (of `withoutAddresses`) that count for topics, in order. Names of people, numbers and emoji are breaks. */
export function readWords(text: string, language: string | null, { names, own }: ReadingRules): readonly ReadWord[] {
  const tokens = tokenise(text);
  const forms = tokens.map(({ form }) => form);
  const stops = stopWordsOf(language);
  const words: ReadWord[] = [];
  let end = -1;
  let besideUntil = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    const named = names(forms, at);
    if (named > 0) {
      at += named - 1;
      end = -1;
      continue;
    }
    besideUntil = Math.max(besideUntil, at + own(forms, at));
    const kind = kindOf(token, language, stops);
    if (kind === null) {
      end = -1;
      continue;
    }
    const { from, to, form } = token;
    const key = kind === WORD.topic ? termKey(elided(form, language), language) : form;
    const stays = kind === WORD.topic && at < besideUntil && !form.startsWith("#") ? WORD.beside : kind;
    words.push({ key, kind: stays, joins: end >= 0 && isJoined(text, end, from), from, to });
    end = to;
  }
  return words;
}

function kindOf({ form, kind }: Token, language: string | null, stops: ReadonlySet<string> | null): WordKind | null {
  if (kind === "emoji") return null;
  if (kind === "cjk") return WORD.cjk;
  if (form.includes("@") || NUMBER.test(form)) return null;
  if (form.startsWith("#")) return form.length > 2 ? WORD.topic : null;
  if (isNegator(form)) return WORD.beside;
  if (form.length < 2) return WORD.stop;
  if (stops === null) return form.length < SHORTEST_UNLISTED ? WORD.stop : WORD.topic;
  if (stops.has(form)) return WORD.stop;
  const plain = elided(form, language);
  return plain.length < 2 || stops.has(plain) || stops.has(plain.replace(/'s$/, "")) ? WORD.stop : WORD.topic;
}

/** Without the article that French and Italian write in one with the word: "l'eau" is "eau". */
function elided(form: string, language: string | null): string {
  if (language !== "fr" && language !== "it") return form;
  return form.replace(/^(?:[cdjlmnst]|qu|jusqu|lorsqu|un|dell|nell|all|sull|dall)'(?=.)/, "");
}

function isJoined(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    const isSpace = code === 0x20 || code === 0xa0 || code === 0x09 || code === 0x202f;
    if (!isSpace && code !== 0x2d && code !== 0x2010 && code !== 0x2011) return false;
    // A hyphen joins only without space: "late - again" is two thoughts.
    if (!isSpace && to - from > 1) return false;
  }
  return true;
}
