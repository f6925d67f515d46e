import { writePlace, type ChunkStore } from "./chunk-store.ts";
import { PLACE, places, type Token, type Tokens } from "./tokens.ts";

const FIRST_ROOM = 512;

/** Takes the tokens of one post after another, in its own memory. */
export type TokenTable = {
  readonly begin: () => void;
  readonly add: (token: Token, start: number) => void;
  /** Adds the pieces that were found for a chunk that stands at `from`. */
  readonly addKnown: (chunks: ChunkStore, found: number, from: number) => void;
  /** The tokens that were added, none of them marked. */
  readonly end: () => Tokens;
};

/** Makes an empty table; it grows with the longest post. */
export function createTokenTable(nothing: Token): TokenTable {
  const list: Token[] = Array.from({ length: FIRST_ROOM }, () => nothing);
  let table = new Int32Array(FIRST_ROOM * PLACE);
  let marks = new Uint8Array(FIRST_ROOM);
  let [count, has] = [0, 0];

  /** Makes room for so many tokens more and the one that is nothing. */
  const makeRoom = (more: number): void => {
    if (count + more < list.length) return;
    while (list.length <= 2 * (count + more)) list.push(nothing);
    const larger = new Int32Array(list.length * PLACE);
    larger.set(table);
    table = larger;
    marks = new Uint8Array(list.length);
  };

  return {
    begin: () => {
      count = 0;
      has = 0;
    },
    add: (token, start) => {
      makeRoom(1);
      writePlace(table, count, token, start);
      list[count++] = token;
      has |= token.facts;
    },
    addKnown: (chunks, found, from) => {
      const pieces = found & 0xff;
      makeRoom(pieces);
      const { table: known, tokens } = chunks;
      const first = found >> 8;
      for (let at = first; at < first + pieces; at += 1) {
        const to = count * PLACE;
        const row = at * PLACE;
        has |= table[to] = known[row]!;
        table[to + 1] = known[row + 1]!;
        table[to + 2] = known[row + 2]!;
        table[to + places.start] = from + known[row + places.start]!;
        list[count++] = tokens[at]!;
      }
    },
    end: () => {
      list[count] = nothing;
      table.fill(0, count * PLACE, count * PLACE + PLACE);
      marks.fill(0, 0, count + 1);
      return { list, count, table, has, marks };
    },
  };
}
