import { BOOST, DENIAL } from "./modifiers.ts";
import { findPhrases, type FoundPhrase } from "./phrases.ts";
import { deniesAt, marks, type Tokens } from "./tokens.ts";

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

/** The feelings of a tokenised post in the order of the text, with negation, strength, capitals and quotation marks applied. */
export function readFeelings(tokens: Tokens): readonly Feeling[] {
  const phrases = longestFirst(findPhrases(tokens.list), tokens.list.length);
  const covered = new Uint8Array(tokens.list.length);
  const feelings: Feeling[] = [];
  for (const { from, to, valence, kind } of phrases) {
    covered.fill(1, from, to);
    feelings.push({
      at: from,
      words: wordsFrom(tokens, from, to),
      valence: kind === "" ? inPlace(valence, from, tokens) : valence,
      kind,
      isEmoji: false,
      to,
    });
  }
  for (let at = 0; at < tokens.list.length; at += 1) {
    const token = tokens.list[at];
    if (token === undefined || covered[at] === 1) continue;
    const valence = token.isWord && (tokens.marks[at]! & marks.name) !== 0 ? 0 : token.valence;
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

function wordsFrom(tokens: Tokens, from: number, to: number): string {
  return tokens.list
    .slice(from, to)
    .map((token) => token.words)
    .join(" ");
}

/** Where phrases overlap the longest one counts. */
function longestFirst(found: readonly FoundPhrase[], length: number): readonly FoundPhrase[] {
  if (found.length < 2) return found;
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
  if (tokens.list[at]?.isStretched) result += sign * STRETCH;
  for (let distance = 1; distance <= REACH; distance += 1) {
    const before = tokens.list[at - distance];
    if (before === undefined || before.endsReach) break;
    if (!before.isWord) continue;
    if (distance <= 3) result += sign * before.boost * BOOST * (1 - 0.05 * (distance - 1));
    if (deniesAt(tokens, at - distance)) isDenied = !isDenied;
  }
  if (isDenied) return result * DENIAL;
  // Praise in quotation marks is somebody else's word for it.
  return isMarked(marks.quoted) && result > 0 ? -0.4 * result : result;
}

/** The word with the negation or strengthening word that changed it, as evidence. */
function wordsInPlace(at: number, tokens: Tokens): string {
  let from = at;
  for (let index = at - 1; index >= at - REACH; index -= 1) {
    const before = tokens.list[index];
    if (before === undefined || before.endsReach) break;
    if (!before.isWord) continue;
    if (deniesAt(tokens, index) || (before.boost !== 0 && index === from - 1)) from = index;
  }
  return wordsFrom(tokens, from, at + 1);
}

function weighContrast(feelings: readonly Feeling[], tokens: Tokens): readonly Feeling[] {
  if (feelings.length === 0) return feelings;
  const turn = tokens.list.findLastIndex((token) => token.isContrast);
  if (turn < 0) return feelings;
  // A contrast that opens the post ("However, …") or closes it ("… though") turns nothing.
  const turnsSomething = turn > 1 && feelings.some((feeling) => feeling.at > turn);
  if (!turnsSomething) return feelings;
  return feelings.map((feeling) => ({ ...feeling, valence: feeling.valence * (feeling.at < turn ? 0.5 : 1.5) }));
}
