import { BOOST, DENIAL } from "./modifiers.ts";
import { findPhrases } from "./find-phrases.ts";
import type { FoundPhrase } from "./phrases.ts";
import { facts } from "./token-facts.ts";
import { deniesAt, factsAt, marks, type Tokens } from "./tokens.ts";

/** A word or phrase with the feeling it carries in its place. */
export type Feeling = {
  readonly at: number;
  readonly words: string;
  readonly valence: number;
  readonly kind: "word" | FoundPhrase["kind"];
  readonly isEmoji: boolean;
  /** The token after its last. */
  readonly to: number;
};

const SHOUT = 0.733;
const STRETCH = 0.3;
/** How far back a negation or a strengthening word reaches. */
const REACH = 4;
const none: readonly Feeling[] = [];

/** The feelings of a tokenised post in the order of the text, with negation, strength, capitals and quotation marks applied. */
export function readFeelings(tokens: Tokens): readonly Feeling[] {
  const found = findPhrases(tokens);
  const phrases = found.length < 2 ? found : longestFirst(found, tokens.count);
  if (phrases.length === 0 && (tokens.has & facts.feels) === 0) return none;
  const covered = phrases.length === 0 ? null : new Uint8Array(tokens.count);
  const feelings: Feeling[] = [];
  for (const { from, to, valence, kind } of phrases) {
    covered?.fill(1, from, to);
    feelings.push({
      at: from,
      words: wordsFrom(tokens, from, to),
      valence: kind === "" ? inPlace(valence, from, tokens) : valence,
      kind,
      isEmoji: false,
      to,
    });
  }
  addWords(tokens, covered, feelings);
  if (phrases.length > 0 && feelings.length > 1) feelings.sort((a, b) => a.at - b.at);
  return (tokens.has & facts.contrast) === 0 ? feelings : weighContrast(feelings, tokens);
}

function addWords(tokens: Tokens, covered: Uint8Array | null, feelings: Feeling[]): void {
  for (let at = 0; at < tokens.count; at += 1) {
    const known = factsAt(tokens, at);
    if ((known & facts.feels) === 0 || covered?.[at] === 1) continue;
    if ((known & facts.word) !== 0 && (tokens.marks[at]! & marks.name) !== 0) continue;
    const { kind, valence } = tokens.list[at]!;
    const isEmoji = kind === "emoji";
    const placed = isEmoji ? valence : inPlace(valence, at, tokens);
    feelings.push({ at, words: wordsInPlace(at, tokens), valence: placed, kind: "word", isEmoji, to: at + 1 });
  }
}

function wordsFrom({ list }: Tokens, from: number, to: number): string {
  let { words } = list[from]!;
  for (let at = from + 1; at < to; at += 1) words += ` ${list[at]!.words}`;
  return words;
}

/** Where phrases overlap the longest one counts. */
function longestFirst(found: readonly FoundPhrase[], length: number): readonly FoundPhrase[] {
  const taken = new Uint8Array(length);
  const chosen: FoundPhrase[] = [];
  for (const phrase of found.toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)) {
    if (taken.subarray(phrase.from, phrase.to).includes(1)) continue;
    taken.fill(1, phrase.from, phrase.to);
    chosen.push(phrase);
  }
  return chosen;
}

function inPlace(valence: number, at: number, tokens: Tokens): number {
  const isMarked = (one: number) => (tokens.marks[at]! & one) !== 0;
  const sign = Math.sign(valence);
  let result = valence;
  let isDenied = false;
  if (isMarked(marks.shouted)) result += sign * SHOUT;
  if ((factsAt(tokens, at) & facts.stretched) !== 0) result += sign * STRETCH;
  for (let distance = 1; distance <= REACH && distance <= at; distance += 1) {
    const before = factsAt(tokens, at - distance);
    if ((before & facts.endsReach) !== 0) break;
    if ((before & facts.word) === 0) continue;
    if (distance <= 3) result += sign * tokens.list[at - distance]!.boost * BOOST * (1 - 0.05 * (distance - 1));
    if (deniesAt(tokens, at - distance)) isDenied = !isDenied;
  }
  if (isDenied) return result * DENIAL;
  // Praise in quotation marks is somebody else's word for it.
  return isMarked(marks.quoted) && result > 0 ? -0.4 * result : result;
}

/** The word with the negation or strengthening word that changed it, as evidence. */
function wordsInPlace(at: number, tokens: Tokens): string {
  let from = at;
  for (let index = at - 1; index >= Math.max(at - REACH, 0); index -= 1) {
    const before = factsAt(tokens, index);
    if ((before & facts.endsReach) !== 0) break;
    if ((before & facts.word) === 0) continue;
    if (deniesAt(tokens, index) || (index === from - 1 && tokens.list[index]!.boost !== 0)) from = index;
  }
  return wordsFrom(tokens, from, at + 1);
}

/** Of tokens among which there is a contrast. */
function weighContrast(feelings: readonly Feeling[], tokens: Tokens): readonly Feeling[] {
  if (feelings.length === 0) return feelings;
  let turn = tokens.count - 1;
  while ((factsAt(tokens, turn) & facts.contrast) === 0) turn -= 1;
  // A contrast that opens the post ("However, …") or closes it ("… though") turns nothing.
  const turnsSomething = turn > 1 && feelings.some((feeling) => feeling.at > turn);
  if (!turnsSomething) return feelings;
  return feelings.map((feeling) => ({ ...feeling, valence: feeling.valence * (feeling.at < turn ? 0.5 : 1.5) }));
}
