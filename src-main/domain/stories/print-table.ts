import type { TextPrint, Voice } from "./near-text.ts";
import { createPostingLists, grown, mostPostings } from "./posting-lists.ts";

/** What the table knows of one text. Times are ms. */
export type Printed = {
  readonly id: number;
  readonly publishedAt: number;
  readonly seenAt: number;
  readonly voice: Voice;
};

/** The smallest hashes of a text stand for all: texts that share a quarter of their pairs share some of these. */
const sampled = 24;
/** Pairs that everybody uses are asked only when the others found too little, and only so many: a wave of copies shares them all. */
const mostCommon = 6;
/** Candidates that are worth comparing word by word. */
const mostCandidates = 5;

/** An inverted index over a bounded number of texts, in flat arrays: from a sampled pair of words to the texts that have it. */
export type PrintTable = {
  readonly startedAt: number;
  readonly size: () => number;
  /** The number of the new entry. */
  readonly add: (printed: Printed, print: TextPrint) => number;
  readonly drop: (entry: number) => void;
  /** The entries that share most sampled pairs with a print. */
  readonly candidates: (print: TextPrint) => readonly number[];
  /** Without its voice, which is asked for alone; null = dropped. */
  readonly printedOf: (entry: number) => Omit<Printed, "voice"> | null;
  readonly voiceOf: (entry: number) => Voice;
  readonly printOf: (entry: number) => TextPrint;
};

export function createPrintTable(startedAt: number): PrintTable {
  const kept = createPrintedPool();
  const lists = createPostingLists();
  const pool = createPrintPool();
  const votes = createVotes();
  const found = new Int32Array(mostPostings);
  return {
    startedAt,
    size: kept.size,
    add: (printed, print) => {
      const entry = kept.push(printed);
      pool.push(print);
      for (let at = 0; at < sampled && at < print.pairs.length; at += 1) lists.post(print.pairs[at] ?? 0, entry);
      return entry;
    },
    drop: kept.drop,
    candidates: ({ pairs }) => {
      const common: number[] = [];
      for (let at = 0; at < sampled && at < pairs.length; at += 1) {
        const pair = pairs[at] ?? 0;
        if (!lists.isCommon(pair)) votes.count(found, lists.read(pair, found));
        else if (common.length < mostCommon) common.push(pair);
      }
      if (votes.best() < 2) for (const pair of common) votes.count(found, lists.read(pair, found));
      return votes.take(mostCandidates);
    },
    printedOf: kept.at,
    voiceOf: kept.voiceOf,
    printOf: pool.at,
  };
}

/** Counts how often entries are named, and hands out those named most; then it begins anew. */
function createVotes() {
  let counts = new Int32Array(256);
  let named: number[] = [];
  let best = 0;
  return {
    count: (entries: Int32Array, length: number): void => {
      for (let at = 0; at < length; at += 1) {
        const entry = entries[at] ?? 0;
        counts = grown(counts, entry + 1);
        const count = (counts[entry] ?? 0) + 1;
        counts[entry] = count;
        if (count === 1) named.push(entry);
        if (count > best) best = count;
      }
    },
    best: (): number => best,
    take: (most: number): readonly number[] => {
      const chosen: number[] = [];
      for (let count = best; count > 0 && chosen.length < most; count -= 1)
        for (const entry of named) if (counts[entry] === count && chosen.length < most) chosen.push(entry);
      for (const entry of named) counts[entry] = 0;
      named = [];
      best = 0;
      return chosen;
    },
  };
}

/**
 * What is known of each entry, as rows of one array and a text each. As objects of their own a week's hundred thousand
 * entries would be gone through, a million parts, whenever V8 clears old objects away, and everybody would wait for it.
 */
function createPrintedPool() {
  // Id, published, seen; an id that is no number = dropped.
  let rows = new Float64Array(3 * 256);
  const voices: string[] = [];
  return {
    size: (): number => voices.length,
    push: ({ id, publishedAt, seenAt, voice }: Printed): number => {
      const entry = voices.length;
      voices.push(JSON.stringify(voice));
      rows = grown(rows, (entry + 1) * 3);
      rows.set([id, publishedAt, seenAt], entry * 3);
      return entry;
    },
    drop: (entry: number): void => {
      rows[entry * 3] = Number.NaN;
      voices[entry] = "";
    },
    at: (entry: number): Omit<Printed, "voice"> | null => {
      const [id = Number.NaN, publishedAt = 0, seenAt = 0] = rows.subarray(entry * 3, entry * 3 + 3);
      return Number.isNaN(id) ? null : { id, publishedAt, seenAt };
    },
    voiceOf: (entry: number): Voice => JSON.parse(voices[entry] ?? "") as Voice,
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
      places[size * 3] = used;
      places[size * 3 + 1] = keep(pairs);
      places[size * 3 + 2] = keep(numbers);
      places[size * 3 + 3] = keep(headline);
      size += 1;
    },
    at: (entry) => {
      const place = entry * 3;
      return {
        pairs: pool.subarray(places[place], places[place + 1]),
        numbers: pool.subarray(places[place + 1], places[place + 2]),
        headline: pool.subarray(places[place + 2], places[place + 3]),
      };
    },
  };
}
