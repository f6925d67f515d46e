import { PLACE, places, type Token } from "./tokens.ts";
import { LONGEST_KEPT } from "./vocabulary.ts";

/** Chunks that are remembered at most, with their letters and their tokens; when one of the three is full it begins anew. */
const MOST_CHUNKS = 32_768;
const MOST_LETTERS = 1 << 18;
const MOST_PIECES = 1 << 16;
const SLOTS = 2 * MOST_CHUNKS;
const ROW = 4;

/** What stands between white space, and how it is cut: posts repeat it as they repeat their words. */
export type ChunkStore = {
  /** Where the pieces of a chunk of this hash begin, and their number in the last byte; −1 for an unknown chunk. */
  readonly find: (text: string, from: number, to: number, hash: number) => number;
  /** Remembers a chunk that `find` does not know; one that is too long is left. */
  readonly keep: (chunk: string, hash: number, tokens: readonly Token[], starts: readonly number[]) => void;
  readonly clear: () => void;
  /** The pieces: their tokens, and by `PLACE` what is known of them, with where they start in their chunk. */
  readonly tokens: readonly Token[];
  readonly table: Int32Array;
};

/** Makes an empty store; it takes 3 MB and never more, without its tokens. */
export function createChunkStore(): ChunkStore {
  /** For each slot the hash, where its letters begin, where its pieces begin, and its length above the number of its pieces: 0 when empty. */
  const slots = new Int32Array(SLOTS * ROW);
  const letters = new Uint16Array(MOST_LETTERS);
  const table = new Int32Array(MOST_PIECES * PLACE);
  const tokens: Token[] = [];
  let [kept, lettersEnd] = [0, 0];

  const clear = (): void => {
    slots.fill(0);
    tokens.length = 0;
    kept = 0;
    lettersEnd = 0;
  };

  const find: ChunkStore["find"] = (text, from, to, hash) => {
    const length = to - from;
    for (let row = slotOf(hash) * ROW; slots[row + 3] !== 0; row = (row + ROW) & (SLOTS * ROW - 1)) {
      if (slots[row] !== hash || slots[row + 3]! >> 8 !== length) continue;
      const at = slots[row + 1]!;
      let same = 0;
      while (same < length && letters[at + same] === text.charCodeAt(from + same)) same += 1;
      if (same === length) return (slots[row + 2]! << 8) | (slots[row + 3]! & 0xff);
    }
    return -1;
  };

  const keep: ChunkStore["keep"] = (chunk, hash, pieces, starts) => {
    if (chunk.length > LONGEST_KEPT) return;
    const isFull =
      kept >= MOST_CHUNKS || lettersEnd + chunk.length > MOST_LETTERS || tokens.length + pieces.length > MOST_PIECES;
    if (isFull) clear();
    kept += 1;
    let row = slotOf(hash) * ROW;
    while (slots[row + 3] !== 0) row = (row + ROW) & (SLOTS * ROW - 1);
    slots[row] = hash;
    slots[row + 1] = lettersEnd;
    slots[row + 2] = tokens.length;
    slots[row + 3] = (chunk.length << 8) | pieces.length;
    for (let at = 0; at < chunk.length; at += 1) letters[lettersEnd++] = chunk.charCodeAt(at);
    for (const [at, token] of pieces.entries()) {
      writePlace(table, tokens.length, token, starts[at]!);
      tokens.push(token);
    }
  };

  return { find, keep, clear, tokens, table };
}

/** Writes what is known of a place of a post. */
export function writePlace(table: Int32Array, at: number, token: Token, start: number): void {
  const row = at * PLACE;
  table[row + places.facts] = token.facts;
  table[row + places.hash] = token.hash;
  table[row + places.serial] = token.serial;
  table[row + places.start] = start;
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}
