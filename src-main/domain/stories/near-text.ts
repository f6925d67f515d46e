import type { Network } from "../../contract/values.ts";
import { CHARACTER, kindOf } from "../text/characters.ts";
import { foldText } from "../text/fold.ts";

/** Likeness from which two texts say nearly the same (measured: understanding.md, "Near-duplicates"). */
export const nearLikeness = 0.25;

/** Only the beginning of long texts is compared: feeds cut at different places, and a copy is a copy from its first line. */
const mostWords = 128;
const mostCharacters = 2000;
/** Fewer pairs of words are said by accident, or are the name of a column: "Service update". */
const leastPairs = 5;
/** How like the words of two headlines must be to be about the same. */
const sameHeadline = 1 / 3;
/** Two entries of one feed under different headlines share its set phrases; they are the same only when nearly all is. */
const sameInOneFeed = 0.6;

const publishers: ReadonlySet<Network> = new Set<Network>(["news", "blog", "podcast"]);

const ADDRESS = /https?:\/\/\S+/g;
const REPOST = /^\s*(?:RT|MT)\b[\s:]*@([\w.-]{1,100})/;
/** What stands for a name where a place does not tell its people apart. */
const NOBODY =
  /^\W*(?:anonym\w*|guest|unknown|deleted|removed|user|customer|admin|(?:a|an) \w+ (?:user|customer)|no-?reply.*)\W*$/i;
const EMPTY = new Uint32Array(0);

/** What is compared of a text: its pairs of neighbouring words and its numbers, as sorted 32-bit hashes. */
export type TextPrint = {
  readonly pairs: Uint32Array;
  readonly numbers: Uint32Array;
  /** The words of a headline that does not just repeat the text. */
  readonly headline: Uint32Array;
};

export type Printable = { readonly title: string | null; readonly text: string; readonly network: Network };

/** The print of a text; null when it says too little to be recognised by its words. */
export function printOf({ title, text, network }: Printable): TextPrint | null {
  // Microblogs repeat the beginning of the text as its title.
  const repeats = title === null || text.startsWith(title.replace(/(?:…|\.\.\.)$/, ""));
  if (repeats) return printOfWords(wordsOf(text), EMPTY);
  // All answers in a thread have its title: only a publisher's headline is about what stands under it.
  const own = publishers.has(network) ? null : printOfWords(wordsOf(text), EMPTY);
  return own ?? printOfWords(wordsOf(`${title}\n${text}`), sortedSet(wordsOf(title).hashes));
}

function printOfWords({ hashes, numbers }: Words, headline: Uint32Array): TextPrint | null {
  if (hashes.length <= leastPairs) return null;
  const pairs = hashes.slice(1).map((hash, at) => pairOf(hashes[at] ?? 0, hash));
  const sorted = sortedSet(pairs);
  if (sorted.length < leastPairs) return null;
  return { pairs: sorted, numbers: numbers.length === 0 ? EMPTY : sortedSet(numbers), headline };
}

/** Jaccard likeness of two sorted sets, 0 to 1: what they share by what they have together. */
export function likenessOf(a: Uint32Array, b: Uint32Array): number {
  const shared = sharedOf(a, b);
  return shared === 0 ? 0 : shared / (a.length + b.length - shared);
}

function sharedOf(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  let [left, right] = [0, 0];
  while (left < a.length && right < b.length) {
    // Both are within their lengths here.
    const [one, other] = [a[left] as number, b[right] as number];
    if (one === other) shared += 1;
    if (one <= other) left += 1;
    if (other <= one) right += 1;
  }
  return shared;
}

/** Who says a text where: what decides whether a copy of it is the same story or somebody else saying the same. */
export type Voice = {
  readonly network: Network;
  readonly sourceId: number;
  readonly author: string | null;
  readonly handle: string | null;
  /** The name of whom it passes on ("RT @ann"), lower-case and without its host; null for words of its own. */
  readonly reposts: string | null;
};

export type Author = Omit<Voice, "reposts">;

/** Whether a voice publishes for everybody, so that what it says is nobody's own case. */
export function isPublisher({ network }: Pick<Voice, "network">): boolean {
  return publishers.has(network);
}

/**
 * Whether near copies by these voices are one story: one of them publishes news, one passes on what the other said, or both
 * are the same author. Posts of different people are never one story, however alike: each waits for an answer.
 */
export function isOneStory(a: Voice, b: Voice): boolean {
  if (isPublisher(a) || isPublisher(b)) return true;
  if (a.reposts !== null && a.reposts === b.reposts) return true;
  if (passesOn(a, b) || passesOn(b, a)) return true;
  return isOneAuthor(a, b);
}

/** Whether two posts were written by the same person: by their handle, or by their name in one feed that gives no handles. */
export function isOneAuthor(a: Author, b: Author): boolean {
  if (a.network !== b.network) return false;
  if (a.handle !== null && b.handle !== null) return a.handle === b.handle;
  return a.sourceId === b.sourceId && a.author !== null && a.author === b.author && !NOBODY.test(a.author);
}

/** A repost tells whom it repeats; somebody else who says the same is another one. */
function passesOn(a: Voice, b: Voice): boolean {
  return a.reposts !== null && [b.handle, b.author].some((name) => name !== null && plainName(name) === a.reposts);
}

/** Whom a post passes on under its name, as `reposts` of a voice; null for one's own words. */
export function repostOf(text: string): string | null {
  const [, name] = REPOST.exec(text) ?? [];
  return name === undefined ? null : plainName(name);
}

/** "@Ann@murmur.example" is written as "@ann" where everybody knows the host. */
function plainName(name: string): string {
  return name
    .replace(/^@/, "")
    .replace(/@.*$/s, "")
    .replace(/[.:]+$/, "")
    .toLowerCase();
}

/**
 * Whether two texts of this likeness report the same. What a source prints every day in the same words is not: there the
 * numbers (a time, a date, a price) or the headlines differ.
 */
export function reportSame(
  a: Pick<TextPrint, "numbers" | "headline">,
  b: Pick<TextPrint, "numbers" | "headline">,
  { likeness, inOneFeed }: { readonly likeness: number; readonly inOneFeed: boolean },
): boolean {
  if (likeness < nearLikeness) return false;
  const bothCount = a.numbers.length > 0 && b.numbers.length > 0;
  if (bothCount && sharedOf(a.numbers, b.numbers) === 0) return false;
  if (!inOneFeed || likeness >= sameInOneFeed) return true;
  if (a.headline.length === 0 || b.headline.length === 0) return true;
  return likenessOf(a.headline, b.headline) >= sameHeadline;
}

type Words = { readonly hashes: readonly number[]; readonly numbers: readonly number[] };

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const ZERO = 48;
const NINE = 57;

/** FNV-1a of each word, in order; a character of a script without spaces is a word of its own. */
function wordsOf(text: string): Words {
  const folded = foldText(text.slice(0, mostCharacters).replace(ADDRESS, " "));
  const hashes: number[] = [];
  const numbers: number[] = [];
  let hash = FNV_OFFSET;
  let length = 0;
  let hasDigit = false;
  const end = () => {
    if (length === 0) return;
    hashes.push(hash >>> 0);
    if (hasDigit) numbers.push(hash >>> 0);
    hash = FNV_OFFSET;
    length = 0;
    hasDigit = false;
  };
  for (let at = 0; at < folded.length && hashes.length < mostWords; at += 1) {
    const unit = folded.charCodeAt(at);
    const kind = kindOf(unit);
    if (kind === CHARACTER.cjk) end();
    else if (kind === CHARACTER.apostrophe) continue;
    else if (kind !== CHARACTER.word) {
      end();
      continue;
    }
    hash = Math.imul(hash ^ unit, FNV_PRIME);
    length += 1;
    if (unit >= ZERO && unit <= NINE) hasDigit = true;
    if (kind === CHARACTER.cjk) end();
  }
  end();
  return { hashes, numbers };
}

/** Mixes two words into one number in which every bit depends on both: the smallest ones are a fair sample of all. */
function pairOf(first: number, second: number): number {
  let mixed = Math.imul(first ^ 0x9e3779b9, 0x85ebca6b) ^ second;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function sortedSet(values: readonly number[]): Uint32Array {
  const sorted = Uint32Array.from(values).sort();
  let kept = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    const value = sorted[at] as number;
    if (at > 0 && value === sorted[at - 1]) continue;
    sorted[kept] = value;
    kept += 1;
  }
  return kept === sorted.length ? sorted : sorted.slice(0, kept);
}
