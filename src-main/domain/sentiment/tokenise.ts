import { quotedRanges } from "./quoted-ranges.ts";
import { isSpace, isWordSign, signAt, signs, wordEnd } from "./signs.ts";
import { marks, type Token, type Tokens } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

const PIECE =
  /(?<address>https?:\/\/\S+|www\.\S+|[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63})+)|(?<handle>[@]\w[\w.-]*)|(?<emoji>\p{RI}\p{RI}|(?:\p{Extended_Pictographic}|[♥❤])[\u{FE0F}\u{1F3FB}-\u{1F3FF}\u{200D}\p{Extended_Pictographic}]*)|(?<word>#?[\p{L}\p{N}_]+(?:['’][\p{L}]+)*)|(?<stop>[.!?…]+|[\n\r]+)|(?<gap>[,;:()—–|]+|(?<!\w)-+(?!\w))/gu;
const SMALL_LETTER = /\p{Ll}/u;
const NEW_LINE = 10;
const LONGEST_EMOTICON = 5;

type Cutting = {
  readonly text: string;
  /** Tokens and where they begin. */
  readonly list: Token[];
  readonly starts: number[];
  readonly vocabulary: Vocabulary;
};

/** Makes what cuts a post into words, emoji, emoticons and the ends of clauses. `emoticons` are looked up before anything else is cut. */
export function createTokeniser(
  emoticons: ReadonlyMap<string, number>,
  vocabulary: Vocabulary,
): (text: string) => Tokens {
  const endings = new Set([...emoticons.keys()].map((emoticon) => emoticon.slice(-2)));
  const lastSigns = new Set([...emoticons.keys()].map((emoticon) => emoticon.charCodeAt(emoticon.length - 1)));
  const list: Token[] = [];
  const starts: number[] = [];
  let marked = new Uint8Array(512);
  return (text) => {
    list.length = 0;
    starts.length = 0;
    const cutting = { text, list, starts, vocabulary };
    for (let at = 0; at < text.length;) {
      const end = chunkEnd(text, at);
      if (end === at) {
        at = afterSpace(at, cutting);
        continue;
      }
      const mayEndSo = end - at > 1 && lastSigns.has(text.charCodeAt(end - 1)) && endings.has(text.slice(end - 2, end));
      const length = mayEndSo ? emoticonLength(text.slice(at, end), emoticons) : 0;
      cutChunk(at, end - length, cutting);
      if (length > 0) add("emoji", end - length, end, cutting);
      at = end;
    }
    if (marked.length < list.length) marked = new Uint8Array(2 * list.length);
    marked.fill(0, 0, list.length);
    mark(cutting, marked);
    return { list, marks: marked };
  };
}

function chunkEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** Ends of lines end a clause, other white space is passed over. */
function afterSpace(from: number, cutting: Cutting): number {
  const { text } = cutting;
  if (text.charCodeAt(from) !== NEW_LINE) return from + 1;
  let at = from + 1;
  while (text.charCodeAt(at) === NEW_LINE) at += 1;
  add("stop", from, at, cutting);
  return at;
}

/** Most chunks are a word with a stop: only what is more than letters and common signs is asked of the whole pattern. */
function cutChunk(from: number, to: number, cutting: Cutting): void {
  const { list, starts, text } = cutting;
  const before = list.length;
  if (cutPlainly(from, to, cutting)) return;
  list.length = before;
  starts.length = before;
  for (const match of text.slice(from, to).matchAll(PIECE)) {
    const { address, handle, emoji, word, stop } = match.groups ?? {};
    const at = from + match.index;
    const end = at + match[0].length;
    if (address !== undefined) list.push(cutting.vocabulary.address);
    else if (handle !== undefined) list.push(cutting.vocabulary.handle);
    else if (emoji !== undefined) list.push(cutting.vocabulary.tokenAt("emoji", text, at, end));
    else if (word !== undefined) list.push(cutting.vocabulary.tokenAt("word", text, at, end));
    else list.push(cutting.vocabulary.tokenAt(stop === undefined ? "gap" : "stop", text, at, end));
    starts.push(at);
  }
}

/** Cuts what holds only ASCII and common signs and no address; false, with pieces left over, for any other. */
function cutPlainly(from: number, to: number, cutting: Cutting): boolean {
  const { text } = cutting;
  for (let at = from; at < to;) {
    const sign = signAt(text, at);
    let end = at + 1;
    if (sign === signs.foreign) return false;
    if (isWordSign(sign) || (sign === signs.hash && end < to && isWordSign(signAt(text, end)))) {
      if (beginsAddress(text, at)) return false;
      end = Math.min(wordEnd(text, end), to);
      // Letters of another script go on in the same word.
      if (end < to && signAt(text, end) === signs.foreign) return false;
      add("word", at, end, cutting);
    } else if (sign === signs.stop || sign === signs.gap) {
      while (end < to && signAt(text, end) === sign) end += 1;
      add(sign === signs.stop ? "stop" : "gap", at, end, cutting);
    } else if (sign === signs.hyphen && !(at > from && isWordSign(signAt(text, at - 1)))) {
      while (end < to && signAt(text, end) === signs.hyphen) end += 1;
      // A hyphen before a word belongs to it.
      const last = end < to && isWordSign(signAt(text, end)) ? end - 1 : end;
      if (last > at) add("gap", at, last, cutting);
    }
    at = end;
  }
  return true;
}

function beginsAddress(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (first === 0x77) return text.startsWith("www.", at);
  return first === 0x68 && (text.startsWith("http://", at) || text.startsWith("https://", at));
}

function add(kind: Token["kind"], from: number, to: number, { list, starts, text, vocabulary }: Cutting): void {
  list.push(vocabulary.tokenAt(kind, text, from, to));
  starts.push(from);
}

/** The length of the emoticon that ends a chunk, so that "thanks:)" is a word and a smile; 0 without one. */
function emoticonLength(chunk: string, emoticons: ReadonlyMap<string, number>): number {
  for (let length = Math.min(chunk.length, LONGEST_EMOTICON); length >= 2; length -= 1) {
    const tail = chunk.slice(-length);
    const before = chunk.at(-length - 1) ?? " ";
    if (!emoticons.has(tail)) continue;
    // "items:" ends like ":s" turned round, "(8)" like a wink: written onto something, only signs after letters count.
    if (length === chunk.length || (/[\p{L}!?.]/u.test(before) && !/[\p{L}\p{N}]/u.test(tail) && tail.length > 1))
      return length;
  }
  return 0;
}

function mark({ text, list, starts }: Cutting, marked: Uint8Array): void {
  let words = 0;
  let capitals = 0;
  let isMixed = false;
  let isLoud = false;
  for (const token of list) {
    if (!token.isWord) continue;
    words += 1;
    if (token.isCapital) capitals += 1;
    if (token.isLoud) isLoud = true;
    else isMixed = true;
  }
  if (isLoud && isMixed && SMALL_LETTER.test(text))
    for (let at = 0; at < list.length; at += 1) if (list[at]!.isLoud) marked[at]! |= marks.shouted;
  for (const [from, to] of quotedRanges(text))
    for (let at = 0; at < list.length; at += 1)
      if (starts[at]! >= from && starts[at]! < to) marked[at]! |= marks.quoted;
  // "Bright & Best Lighting" says nothing good of anybody; in a text where most words have capitals they tell nothing.
  if (capitals < 2 || capitals * 2 > words) return;
  for (let at = 0; at < list.length; at += 1)
    if (list[at]!.isCapital && (list[at - 1]?.isCapital === true || list[at + 1]?.isCapital === true))
      marked[at]! |= marks.name;
}
