import type { TextPrint, Voice } from "./near-text.ts";
import { createPostingLists, grown } from "./posting-lists.ts";

/** What the table knows of one text. Times are ms. */
export type Printed = {
  readonly id: number;
  readonly publishedAt: number;
  readonly seenAt: number;
  readonly voice: Voice;
};

/** The smallest hashes of a text stand for all: texts that share a quarter of their pairs share some of these. */
const sampled = 24;

/** An inverted index over a bounded number of texts, in flat arrays: from a sampled pair of words to the texts that have it. */
export type PrintTable = {
  readonly startedAt: number;
  readonly size: () => number;
  /** The number of the new entry. */
  readonly add: (printed: Printed, print: TextPrint) => number;
  readonly drop: (entry: number) => void;
  /** Calls `found` for each entry that shares a sampled pair with the print, and says how many they share. */
  readonly visit: (print: TextPrint, found: (entry: number, shared: number) => void) => void;
  readonly printedOf: (entry: number) => Printed | null;
  readonly printOf: (entry: number) => TextPrint;
};

export function createPrintTable(startedAt: number): PrintTable {
  const entries: (Printed | null)[] = [];
  const lists = createPostingLists();
  const prints = createPrintPool();
  let counts = new Uint32Array(256);
  return {
    startedAt,
    size: () => entries.length,
    add: (printed, print) => {
      const entry = entries.length;
      entries.push(printed);
      counts = grown(counts, entry + 1);
      prints.push(print);
      for (const pair of print.pairs.subarray(0, sampled)) lists.post(pair, entry);
      return entry;
    },
    drop: (entry) => {
      entries[entry] = null;
    },
    visit: (print, found) => {
      const touched: number[] = [];
      for (const pair of print.pairs.subarray(0, sampled)) {
        lists.visit(pair, (entry) => {
          const count = counts[entry] ?? 0;
          if (count === 0) touched.push(entry);
          counts[entry] = count + 1;
        });
      }
      for (const entry of touched) {
        found(entry, counts[entry] ?? 0);
        counts[entry] = 0;
      }
    },
    printedOf: (entry) => entries[entry] ?? null,
    printOf: prints.at,
  };
}

/** Prints one behind the other in one array: half a million small arrays would cost more than what is in them. */
function createPrintPool(): { readonly push: (print: TextPrint) => void; readonly at: (entry: number) => TextPrint } {
  // Where the pairs, the numbers and the headline of each print begin; the next one's pairs begin where it ends.
  let places = new Uint32Array(3 * 256 + 1);
  let pool = new Uint32Array(1 << 14);
  let used = 0;
  let size = 0;
  const keep = (hashes: Uint32Array): number => {
    pool = grown(pool, used + hashes.length);
    pool.set(hashes, used);
    used += hashes.length;
    return used;
  };
  return {
    push: ({ pairs, numbers, headline }) => {
      places = grown(places, (size + 1) * 3 + 1);
      places.set([used, keep(pairs), keep(numbers), keep(headline)], size * 3);
      size += 1;
    },
    at: (entry) => {
      const [from, numbers, headline, end] = places.subarray(entry * 3, entry * 3 + 4);
      return {
        pairs: pool.subarray(from, numbers),
        numbers: pool.subarray(numbers, headline),
        headline: pool.subarray(headline, end),
      };
    },
  };
}
