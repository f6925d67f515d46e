import { hashOf } from "./hash-features.ts";
import type { Lexicon } from "./lexicon.ts";
import { boostOf, isContrast } from "./modifiers.ts";
import type { Phrase } from "./phrases.ts";

/** All that is known of a word as it is written, wherever it stands. */
export type Word = {
  readonly words: string;
  /** As looked up: lower case, no #, letters drawn out to two. */
  readonly key: string;
  /** All its letters are capitals. */
  readonly isLoud: boolean;
  /** Letters were drawn out: "sooooo". */
  readonly isStretched: boolean;
  /** Begins with a capital, as names do. */
  readonly isCapital: boolean;
  readonly isContrast: boolean;
  readonly isPersonal: boolean;
  /** +1 strengthens what follows, −1 weakens it, 0 neither. */
  readonly boost: number;
  readonly valence: number;
  /** Of its key, for the model. */
  readonly hash: number;
  /** Those that it begins. */
  readonly phrases: readonly Phrase[];
};

export type Vocabulary = { readonly read: (words: string) => Word };

const STRETCHED = /(\p{L})\1{2,}/u;
const PERSONAL = new Set("i i'm i've i'd im ive my me we we're we've our us you your you're".split(" "));
// Few words make up most of what people write; names and numbers would fill the memory for nothing.
const MOST_KEPT = 8000;
const LONGEST_KEPT = 24;

/** Reads each word once and remembers it: posts repeat their words, and looking one up is far cheaper than reading it. */
export function createVocabulary(lexicon: Lexicon): Vocabulary {
  const known = new Map<string, Word>();
  return {
    read: (words) => {
      const word = known.get(words);
      if (word !== undefined) return word;
      const read = readWord(words, lexicon);
      if (words.length > LONGEST_KEPT) return read;
      if (known.size >= MOST_KEPT) known.clear();
      known.set(words, read);
      return read;
    },
  };
}

function readWord(words: string, lexicon: Lexicon): Word {
  const plain = words.replace(/^#/, "").replaceAll("’", "'");
  const lower = plain.toLowerCase();
  const isStretched = STRETCHED.test(lower);
  const key = isStretched ? lower.replace(/(\p{L})\1{2,}/gu, "$1$1") : lower;
  return {
    words,
    key,
    isLoud: plain.length > 1 && plain === plain.toUpperCase() && plain !== lower,
    isStretched,
    isCapital: /^\p{Lu}[\p{Ll}'’]+$/u.test(words),
    isContrast: isContrast(key),
    isPersonal: PERSONAL.has(key),
    boost: boostOf(key),
    valence: valenceOf(key, isStretched, lexicon.words),
    hash: hashOf(key),
    phrases: lexicon.phrases.begunBy(key),
  };
}

function valenceOf(key: string, isStretched: boolean, words: Lexicon["words"]): number {
  const known = words.get(key) ?? (isStretched ? words.get(key.replace(/(\p{L})\1/gu, "$1")) : undefined);
  return known ?? words.get(key.replace(/'s$/, "")) ?? 0;
}
