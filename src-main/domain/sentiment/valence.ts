import type { Lexicon } from "./lexicon.ts";
import { BOOST, boostOf, DENIAL, isContrast, isNegation } from "./modifiers.ts";
import type { FoundPhrase } from "./phrases.ts";
import type { Token } from "./tokenise.ts";

/** A word or phrase with the feeling it carries in its place. */
export type Feeling = {
  readonly at: number;
  readonly words: string;
  readonly valence: number;
  readonly kind: "word" | FoundPhrase["kind"];
};

const SHOUT = 0.733;
const STRETCH = 0.3;
/** How far back a negation or a strengthening word reaches. */
const REACH = 4;

/** The feelings of a tokenised post in the order of the text, with negation, strength, capitals and quotation marks applied. */
export function readFeelings(tokens: readonly Token[], lexicon: Lexicon): Feeling[] {
  const keys = tokens.map((token) => (token.kind === "word" ? token.key : null));
  const phrases = longestFirst(lexicon.phrases.find(keys));
  const covered = new Set(
    phrases.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, step) => from + step)),
  );
  const feelings: Feeling[] = phrases.map((phrase) => ({
    at: phrase.from,
    words: tokens
      .slice(phrase.from, phrase.to)
      .map((token) => token.words)
      .join(" "),
    valence: phrase.kind === "" ? inPlace(phrase.valence, phrase.from, tokens) : phrase.valence,
    kind: phrase.kind,
  }));
  for (const [at, token] of tokens.entries()) {
    if (covered.has(at)) continue;
    const valence = valenceOf(token, lexicon);
    if (valence !== 0)
      feelings.push({
        at,
        words: wordsInPlace(at, tokens),
        valence: token.kind === "emoji" ? valence : inPlace(valence, at, tokens),
        kind: "word",
      });
  }
  return weighContrast(
    feelings.toSorted((a, b) => a.at - b.at),
    tokens,
  );
}

/** Where phrases overlap the longest one counts. */
function longestFirst(found: readonly FoundPhrase[]): readonly FoundPhrase[] {
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
  if (token.kind === "emoji")
    return words.get(token.key) ?? emoticons.get(token.key) ?? words.get([...token.key][0] ?? "") ?? 0;
  if (token.kind !== "word" || token.isName) return 0;
  const known =
    words.get(token.key) ?? (token.isStretched ? words.get(token.key.replace(/(\p{L})\1/gu, "$1")) : undefined);
  return known ?? words.get(token.key.replace(/'s$/, "")) ?? 0;
}

function inPlace(valence: number, at: number, tokens: readonly Token[]): number {
  const token = tokens[at];
  const sign = Math.sign(valence);
  let result = valence;
  if (token?.isShouted) result += sign * SHOUT;
  if (token?.isStretched) result += sign * STRETCH;
  for (const { key, distance } of wordsBefore(at, tokens)) {
    if (distance <= 3) result += sign * boostOf(key) * BOOST * (1 - 0.05 * (distance - 1));
  }
  if (isDenied(at, tokens)) return result * DENIAL;
  // Praise in quotation marks is somebody else's word for it.
  return token?.isQuoted && result > 0 ? -0.4 * result : result;
}

function isDenied(at: number, tokens: readonly Token[]): boolean {
  let isTurned = false;
  for (const { key, index } of wordsBefore(at, tokens)) {
    if (isNegation(key, tokens[index + 1]?.key)) isTurned = !isTurned;
  }
  return isTurned;
}

function* wordsBefore(
  at: number,
  tokens: readonly Token[],
): Generator<{ key: string; distance: number; index: number }> {
  for (let distance = 1; distance <= REACH; distance += 1) {
    const token = tokens[at - distance];
    if (!token || token.kind === "stop" || token.kind === "gap" || isContrast(token.key)) return;
    if (token.kind === "word") yield { key: token.key, distance, index: at - distance };
  }
}

/** The word with the negation or strengthening word that changed it, as evidence. */
function wordsInPlace(at: number, tokens: readonly Token[]): string {
  let from = at;
  for (const { key, index } of wordsBefore(at, tokens)) {
    if (isNegation(key, tokens[index + 1]?.key) || (boostOf(key) !== 0 && index === from - 1)) from = index;
  }
  return tokens
    .slice(from, at + 1)
    .map((token) => token.words)
    .join(" ");
}

function weighContrast(feelings: readonly Feeling[], tokens: readonly Token[]): Feeling[] {
  const turn = tokens.findLastIndex((token) => token.kind === "word" && isContrast(token.key));
  if (turn < 0) return [...feelings];
  // A contrast that opens the post ("However, …") or closes it ("… though") turns nothing.
  const turnsSomething = turn > 1 && feelings.some((feeling) => feeling.at > turn);
  if (!turnsSomething) return [...feelings];
  return feelings.map((feeling) => ({ ...feeling, valence: feeling.valence * (feeling.at < turn ? 0.5 : 1.5) }));
}
