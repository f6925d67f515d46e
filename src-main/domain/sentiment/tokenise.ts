import { createChunkStore } from "./chunk-store.ts";
import { createChunkCutter } from "./cut-chunk.ts";
import { addLetter, runStart } from "./hash-features.ts";
import { quotedRanges, type Range } from "./quoted-ranges.ts";
import { isSpace } from "./signs.ts";
import { facts } from "./token-facts.ts";
import { marks, PLACE, places, type Tokens } from "./tokens.ts";
import { createTokenTable } from "./token-table.ts";
import type { Vocabulary } from "./vocabulary.ts";

const SMALL_LETTER = /\p{Ll}/u;
const NEW_LINE = 10;

/** Makes what cuts a post into words, emoji, emoticons and the ends of clauses: at white space first, and what stands between is cut once and remembered. */
export function createTokeniser(
  emoticons: ReadonlyMap<string, number>,
  vocabulary: Vocabulary,
): (text: string) => Tokens {
  const cutChunk = createChunkCutter(emoticons, vocabulary);
  const chunks = createChunkStore();
  const post = createTokenTable(vocabulary.nothing);
  let begun = 0;

  const addUnknown = (text: string, from: number, to: number, hash: number): void => {
    const chunk = text.slice(from, to);
    const pieces = cutChunk(chunk);
    // What the vocabulary has forgotten would stay in memory by the chunks alone.
    if (vocabulary.begun() !== begun) chunks.clear();
    begun = vocabulary.begun();
    chunks.keep(chunk, hash, pieces.list, pieces.starts);
    for (const [at, token] of pieces.list.entries()) post.add(token, from + pieces.starts[at]!);
  };

  return (text) => {
    post.begin();
    for (let at = 0; at < text.length;) {
      let end = at;
      let hash = runStart;
      for (; end < text.length; end += 1) {
        const code = text.charCodeAt(end);
        if (isSpace(code)) break;
        hash = addLetter(hash, code);
      }
      if (end > at) {
        const found = chunks.find(text, at, end, hash);
        if (found < 0) addUnknown(text, at, end, hash);
        else post.addKnown(chunks, found, at);
      } else if (text.charCodeAt(at) === NEW_LINE) {
        // Ends of lines end a clause, other white space is passed over.
        end = linesEnd(text, at);
        post.add(vocabulary.tokenAt("stop", text, at, end), at);
      } else end = at + 1;
      at = end;
    }
    const tokens = post.end();
    mark(text, tokens);
    return tokens;
  };
}

function linesEnd(text: string, from: number): number {
  let at = from + 1;
  while (text.charCodeAt(at) === NEW_LINE) at += 1;
  return at;
}

function mark(text: string, { count, table, has, marks: marked }: Tokens): void {
  let words = 0;
  let capitals = 0;
  let isMixed = false;
  for (let at = 0; at < count; at += 1) {
    const known = table[at * PLACE]!;
    if ((known & facts.word) === 0) continue;
    words += 1;
    if ((known & facts.capital) !== 0) capitals += 1;
    if ((known & facts.loud) === 0) isMixed = true;
  }
  if ((has & facts.loud) !== 0 && isMixed && SMALL_LETTER.test(text))
    for (let at = 0; at < count; at += 1) if ((table[at * PLACE]! & facts.loud) !== 0) marked[at]! |= marks.shouted;
  markQuoted(quotedRanges(text), table, count, marked);
  // "Bright & Best Lighting" says nothing good of anybody; in a text where most words have capitals they tell nothing.
  if (capitals < 2 || capitals * 2 > words) return;
  const isCapital = (at: number) => at >= 0 && (table[at * PLACE]! & facts.capital) !== 0;
  for (let at = 0; at < count; at += 1)
    if (isCapital(at) && (isCapital(at - 1) || isCapital(at + 1))) marked[at]! |= marks.name;
}

/** Ranges and tokens are both in the order of the text, so one pass is enough. */
function markQuoted(ranges: readonly Range[], table: Int32Array, count: number, marked: Uint8Array): void {
  const startOf = (place: number) => table[place * PLACE + places.start]!;
  let at = 0;
  for (const [from, to] of ranges) {
    while (at < count && startOf(at) < from) at += 1;
    for (; at < count && startOf(at) < to; at += 1) marked[at]! |= marks.quoted;
  }
}
