import type { Beginnings } from "./phrases.ts";

/** A piece of a post as it is written, wherever it stands: read once and remembered. */
export type Token = {
  readonly kind: "word" | "emoji" | "stop" | "gap" | "address" | "handle";
  /** As written. */
  readonly words: string;
  /** As looked up: lower case, no #, letters drawn out to two. */
  readonly key: string;
  readonly isWord: boolean;
  /** Ends what a negation or a strengthening word reaches. */
  readonly endsReach: boolean;
  /** All its letters are capitals. */
  readonly isLoud: boolean;
  /** Letters were drawn out: "sooooo". */
  readonly isStretched: boolean;
  /** Begins with a capital, as names do. */
  readonly isCapital: boolean;
  readonly isContrast: boolean;
  /** Denies what follows, unless that is spared. */
  readonly isDenial: boolean;
  readonly isSpared: boolean;
  readonly isPersonal: boolean;
  /** +1 strengthens what follows, −1 weakens it, 0 neither. */
  readonly boost: number;
  readonly valence: number;
  /** Those that it begins. */
  readonly phrases: Beginnings;
  /** Of its key, for pairs. */
  readonly hash: number;
  /** The hashed features that it has wherever it stands: itself and its runs of letters. None where it says nothing. */
  readonly buckets: Int32Array;
  /** Counted up, and round: where it is kept in a table of words. */
  readonly place: number;
};

/** What a token is in its post. */
export const marks = {
  /** Written in capitals among words that are not. */
  shouted: 1,
  /** Stands inside quotation marks of at most three words. */
  quoted: 2,
  /** One of several words in a row with a capital: part of a name, not somebody's opinion. */
  name: 4,
} as const;

/** A post cut into tokens; written over by the next one. */
export type Tokens = { readonly list: readonly Token[]; readonly marks: Uint8Array };

/** Whether the word at a place denies what follows it. */
export function deniesAt({ list }: Tokens, at: number): boolean {
  return list[at]?.isDenial === true && list[at + 1]?.isSpared !== true;
}

/** Whether the token at a place says nothing to the model: a name, watched or told by its capitals, or an address. */
export function isSilentAt({ list, marks: marked }: Tokens, at: number): boolean {
  return list[at]!.buckets.length === 0 || (marked[at]! & marks.name) !== 0;
}
