import type { Lexicon } from "./lexicon.ts";
import { BOOST, DENIAL, isNegation } from "./modifiers.ts";
import { findPhrases, type FoundPhrase, type Phrase } from "./phrases.ts";
import type { Token } from "./tokenise.ts";

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
const NO_PHRASES: readonly Phrase[] = [];

/** The feelings of a tokenised post in the order of the text, with negation, strength, capitals and quotation marks applied. */
export function readFeelings(tokens: readonly Token[], lexicon: Lexicon): readonly Feeling[] {
  const keys = tokens.map((token) => (token.kind === "word" ? token.key : null));
  const phrases = longestFirst(findPhrases(keys, (at) => tokens[at]?.word?.phrases ?? NO_PHRASES));
  const covered = new Set<number>();
  const feelings: Feeling[] = [];
  for (const { from, to, valence, kind } of phrases) {
    for (let at = from; at < to; at += 1) covered.add(at);
    feelings.push({
      at: from,
      words: wordsFrom(tokens, from, to),
      valence: kind === "" ? inPlace(valence, from, tokens) : valence,
      kind,
      isEmoji: false,
      to,
    });
  }
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || covered.has(at)) continue;
    const valence = valenceOf(token, lexicon);
    if (valence === 0) continue;
    const placed = token.kind === "emoji" ? valence : inPlace(valence, at, tokens);
    const isEmoji = token.kind === "emoji";
    feelings.push({ at, words: wordsInPlace(at, tokens), valence: placed, kind: "word", isEmoji, to: at + 1 });
  }
  return weighContrast(
    feelings.toSorted((a, b) => a.at - b.at),
    tokens,
  );
}

function wordsFrom(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map((token) => token.words)
    .join(" ");
}

/** Where phrases overlap the longest one counts. */
function longestFirst(found: readonly FoundPhrase[]): readonly FoundPhrase[] {
  if (found.length === 0) return found;
  const taken = new Set<number>();
  const chosen: FoundPhrase[] = [];
  for (const phrase of found.toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)) {
    let isFree = true;
    for (let at = phrase.from; at < phrase.to; at += 1) isFree &&= !taken.has(at);
    if (!isFree) continue;
    for (let at = phrase.from; at < phrase.to; at += 1) taken.add(at);
    chosen.push(phrase);
  }
  return chosen;
}

function valenceOf(token: Token, { words, emoticons }: Lexicon): number {
  if (token.word !== null) return token.isName ? 0 : token.word.valence;
  if (token.kind !== "emoji") return 0;
  return words.get(token.key) ?? emoticons.get(token.key) ?? words.get([...token.key][0] ?? "") ?? 0;
}

function inPlace(valence: number, at: number, tokens: readonly Token[]): number {
  const token = tokens[at];
  const sign = Math.sign(valence);
  let result = valence;
  let isDenied = false;
  if (token?.isShouted) result += sign * SHOUT;
  if (token?.word?.isStretched) result += sign * STRETCH;
  for (let distance = 1; distance <= REACH; distance += 1) {
    const before = tokens[at - distance];
    if (before === undefined || endsReach(before)) break;
    if (before.word === null) continue;
    if (distance <= 3) result += sign * before.word.boost * BOOST * (1 - 0.05 * (distance - 1));
    if (isNegation(before.key, tokens[at - distance + 1]?.key)) isDenied = !isDenied;
  }
  if (isDenied) return result * DENIAL;
  // Praise in quotation marks is somebody else's word for it.
  return token?.isQuoted && result > 0 ? -0.4 * result : result;
}

/** The word with the negation or strengthening word that changed it, as evidence. */
function wordsInPlace(at: number, tokens: readonly Token[]): string {
  let from = at;
  for (let index = at - 1; index >= at - REACH; index -= 1) {
    const before = tokens[index];
    if (before === undefined || endsReach(before)) break;
    if (before.word === null) continue;
    if (isNegation(before.key, tokens[index + 1]?.key) || (before.word.boost !== 0 && index === from - 1)) from = index;
  }
  return wordsFrom(tokens, from, at + 1);
}

function endsReach({ kind, word }: Token): boolean {
  return kind === "stop" || kind === "gap" || word?.isContrast === true;
}

function weighContrast(feelings: readonly Feeling[], tokens: readonly Token[]): readonly Feeling[] {
  if (feelings.length === 0) return feelings;
  const turn = tokens.findLastIndex((token) => token.word?.isContrast === true);
  if (turn < 0) return feelings;
  // A contrast that opens the post ("However, …") or closes it ("… though") turns nothing.
  const turnsSomething = turn > 1 && feelings.some((feeling) => feeling.at > turn);
  if (!turnsSomething) return feelings;
  return feelings.map((feeling) => ({ ...feeling, valence: feeling.valence * (feeling.at < turn ? 0.5 : 1.5) }));
}
