import type { Beginnings } from "./phrases.ts";
import { facts } from "./token-facts.ts";

/** A piece of a post as it is written, wherever it stands: read once and remembered. */
export type Token = {
  readonly kind: "word" | "emoji" | "stop" | "gap" | "address" | "handle";
  /** As written. */
  readonly words: string;
  /** As looked up: lower case, no #, letters drawn out to two. */
  readonly key: string;
  /** What it is, by `facts`, and above them how many buckets it has. */
  readonly facts: number;
  /** +1 strengthens what follows, −1 weakens it, 0 neither. */
  readonly boost: number;
  readonly valence: number;
  /** Those that it begins. */
  readonly phrases: Beginnings;
  /** Of its key, for pairs. */
  readonly hash: number;
  /** The hashed features that it has wherever it stands: itself and its runs of letters. None where it says nothing. */
  readonly buckets: Int32Array;
  /** Counted up with each token that is read: no two have the same. */
  readonly serial: number;
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

/** What is known of each place of a post: so many numbers, in this order. */
export const places = { facts: 0, hash: 1, serial: 2, start: 3 } as const;
export const PLACE = 4;

/** A post cut into tokens; written over by the next one. */
export type Tokens = {
  /** The first `count` are the post's; after them stands one that is nothing. */
  readonly list: readonly Token[];
  readonly count: number;
  /** For each token its `places`, side by side: most of the work needs no more of it. */
  readonly table: Int32Array;
  /** The facts of all tokens together. */
  readonly has: number;
  readonly marks: Uint8Array;
};

/** The facts of the token at a place. */
export function factsAt({ table }: Tokens, at: number): number {
  return table[at * PLACE]!;
}

/** Whether the word at a place denies what follows it. */
export function deniesAt({ table }: Tokens, at: number): boolean {
  return (table[at * PLACE]! & facts.denial) !== 0 && (table[at * PLACE + PLACE]! & facts.spared) === 0;
}

/** Whether the token at a place says nothing to the model: a name, watched or told by its capitals, or an address. */
export function isSilentAt({ table, marks: marked }: Tokens, at: number): boolean {
  return (table[at * PLACE]! & facts.speaks) === 0 || (marked[at]! & marks.name) !== 0;
}
