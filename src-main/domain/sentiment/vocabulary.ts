import { addLetter, bucketOf, hashOf, runStart } from "./hash-features.ts";
import type { Lexicon } from "./lexicon.ts";
import { NAME_MASK } from "./mask-names.ts";
import { boostOf, isContrast, isDenial, isSpared } from "./modifiers.ts";
import { isNumber, isTime, noBeginnings } from "./phrases.ts";
import { COUNT_SHIFT, facts } from "./token-facts.ts";
import type { Token } from "./tokens.ts";

/** Words that are remembered at most: few make up most of what people write; names and numbers would fill the memory for nothing. A power of two. */
export const MOST_KEPT = 16_384;
/** Kinds of hashed features: one bucket means another thing in each. */
export const featureKinds = { word: 1, pair: 2, three: 3, letters: 4, denied: 7 } as const;

/** A longer word is read each time. */
export const LONGEST_KEPT = 24;
const LONGEST_RUN = 5;
/** A name or an address says nothing: what is learned of one firm must not judge another. */
const SILENT = new Int32Array(0);
const SHORTEST_RUN = 3;
const SLOTS = 2 * MOST_KEPT;
const SPACE = 32;
const STRETCHED = /(\p{L})\1{2,}/u;
const SKIN_AND_VARIANT = /[\u{FE0F}\u{1F3FB}-\u{1F3FF}]/gu;
const PERSONAL = new Set("i i'm i've i'd im ive my me we we're we've our us you your you're".split(" "));

export type Vocabulary = {
  /** The token that stands at `from` to `to` of a text. */
  readonly tokenAt: (kind: Token["kind"], text: string, from: number, to: number) => Token;
  readonly address: Token;
  readonly handle: Token;
  readonly nothing: Token;
  /** How often it was full and began anew: what was remembered of its tokens before can be forgotten too. */
  readonly begun: () => number;
};

/** Reads each word once and remembers it: posts repeat their words, and finding one by its letters is far cheaper than reading it. */
export function createVocabulary(lexicon: Lexicon): Vocabulary {
  const slots: (Token | undefined)[] = Array.from({ length: SLOTS });
  let kept = 0;
  let read = 0;
  let begun = 0;
  const readNew = (kind: Token["kind"], words: string) =>
    readToken({ kind, words, serial: (read = (read + 1) | 0) }, lexicon);
  return {
    tokenAt: (kind, text, from, to) => {
      if (to - from > LONGEST_KEPT) return readNew(kind, text.slice(from, to));
      let slot = slotOf(text, from, to);
      for (let token = slots[slot]; token !== undefined; token = slots[slot]) {
        if (isWritten(token, kind, text, from, to)) return token;
        slot = (slot + 1) & (SLOTS - 1);
      }
      if (kept >= MOST_KEPT) {
        slots.fill(undefined);
        kept = 0;
        begun += 1;
      }
      kept += 1;
      return (slots[slot] = readNew(kind, text.slice(from, to)));
    },
    address: readNew("address", ""),
    handle: readNew("handle", ""),
    nothing: { ...readNew("gap", ""), facts: 0 },
    begun: () => begun,
  };
}

function slotOf(text: string, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}

function isWritten(token: Token, kind: Token["kind"], text: string, from: number, to: number): boolean {
  const { words } = token;
  if (words.length !== to - from || token.kind !== kind) return false;
  for (let at = 0; at < words.length; at += 1) if (words.charCodeAt(at) !== text.charCodeAt(from + at)) return false;
  return true;
}

type Written = Pick<Token, "kind" | "words" | "serial">;

function readToken(written: Written, lexicon: Lexicon): Token {
  if (written.kind === "word") return readWord(written, lexicon);
  const { kind, words, serial } = written;
  const key = signKey(written);
  const hash = hashOf(key);
  const isSilent = kind === "address" || kind === "handle";
  const valence = kind === "emoji" ? emojiValence(key, lexicon) : 0;
  const buckets = isSilent ? SILENT : Int32Array.of(bucketOf(hash, featureKinds.word));
  return {
    ...{ kind, words, key, hash, buckets, valence, serial },
    facts: signFacts(written) | told({ feels: valence !== 0, speaks: !isSilent }) | (buckets.length << COUNT_SHIFT),
    boost: 0,
    phrases: noBeginnings,
  };
}

function signFacts({ kind, words }: Written): number {
  if (kind === "gap") return facts.endsReach;
  if (kind === "handle") return facts.handle;
  if (kind === "address") return facts.address;
  if (kind !== "stop") return 0;
  return told({
    ...{ stop: true, endsReach: true },
    question: words.includes("?"),
    exclamation: words.includes("!"),
    dots: words.includes("..") || words.includes("…"),
  });
}

/** The facts that are true. */
function told(known: Partial<Readonly<Record<keyof typeof facts, boolean>>>): number {
  let all = 0;
  for (const [name, isSo] of Object.entries(known)) if (isSo) all |= facts[name as keyof typeof facts];
  return all;
}

/** Signs that say the same have one key: no skin tones, and three marks are as many as it takes. */
function signKey({ kind, words }: Written): string {
  if (kind === "emoji") return words.replace(SKIN_AND_VARIANT, "");
  return words.trim() === "" ? "\n" : words.slice(0, 3);
}

function emojiValence(key: string, { words, emoticons }: Lexicon): number {
  return words.get(key) ?? emoticons.get(key) ?? words.get([...key][0] ?? "") ?? 0;
}

function readWord({ kind, words, serial }: Written, lexicon: Lexicon): Token {
  const plain = words.replace(/^#/, "").replaceAll("’", "'");
  const lower = plain.toLowerCase();
  const isStretched = STRETCHED.test(lower);
  const key = isStretched ? lower.replace(/(\p{L})\1{2,}/gu, "$1$1") : lower;
  const hash = hashOf(key);
  const valence = valenceOf(key, isStretched, lexicon.words);
  const buckets = words === NAME_MASK ? SILENT : bucketsOfWord(key, hash);
  const phrases = lexicon.phrases.begunBy(key);
  const known = told({
    ...{ word: true, speaks: buckets.length > 0, feels: valence !== 0, beginsPhrases: phrases !== noBeginnings },
    ...{ loud: plain.length > 1 && plain === plain.toUpperCase() && plain !== lower, stretched: isStretched },
    ...{ capital: /^\p{Lu}[\p{Ll}'’]+$/u.test(words), hashtag: words.startsWith("#"), numeral: /^[0-9]/.test(words) },
    ...{ contrast: isContrast(key), endsReach: isContrast(key), denial: isDenial(key), spared: isSpared(key) },
    ...{ personal: PERSONAL.has(key), number: isNumber(key), time: isTime(key) },
  });
  return {
    ...{ kind, words, key, hash, buckets, valence, phrases, serial },
    facts: known | (buckets.length << COUNT_SHIFT),
    boost: boostOf(key),
  };
}

function bucketsOfWord(key: string, hash: number): Int32Array {
  return Int32Array.from([bucketOf(hash, featureKinds.word), ...letterRuns(key.slice(0, LONGEST_KEPT))]);
}

function valenceOf(key: string, isStretched: boolean, words: Lexicon["words"]): number {
  const known = words.get(key) ?? (isStretched ? words.get(key.replace(/(\p{L})\1/gu, "$1")) : undefined);
  return known ?? words.get(key.replace(/'s$/, "")) ?? 0;
}

/** The buckets of the runs of three to five letters of a word, with a space before and after it. */
function letterRuns(key: string): readonly number[] {
  const codes = [SPACE, ...Array.from({ length: key.length }, (_, at) => key.charCodeAt(at)), SPACE];
  const runs: number[] = [];
  for (let from = 0; from < codes.length; from += 1) {
    let run = runStart;
    for (let length = 1; length <= LONGEST_RUN && from + length <= codes.length; length += 1) {
      run = addLetter(run, codes[from + length - 1]!);
      if (length >= SHORTEST_RUN) runs.push(bucketOf(run, featureKinds.letters));
    }
  }
  return runs;
}
