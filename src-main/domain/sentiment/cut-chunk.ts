import { isWordSign, signAt, signs, wordEnd } from "./signs.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

const PIECE =
  /(?<address>https?:\/\/\S+|www\.\S+|[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63})+)|(?<handle>[@]\w[\w.-]*)|(?<emoji>\p{RI}\p{RI}|(?:\p{Extended_Pictographic}|[♥❤])[\u{FE0F}\u{1F3FB}-\u{1F3FF}\u{200D}\p{Extended_Pictographic}]*)|(?<word>#?[\p{L}\p{N}_]+(?:['’][\p{L}]+)*)|(?<stop>[.!?…]+|[\n\r]+)|(?<gap>[,;:()—–|]+|(?<!\w)-+(?!\w))/gu;
const LONGEST_EMOTICON = 5;

type Cutting = {
  /** The chunk. */
  readonly text: string;
  /** Tokens and where they begin. */
  readonly list: Token[];
  readonly starts: number[];
  readonly vocabulary: Vocabulary;
};

/** What is between white space, in pieces; written over by the next one. */
export type Pieces = { readonly list: readonly Token[]; readonly starts: readonly number[] };

/** Makes what cuts a chunk into words, emoji, emoticons and the ends of clauses. `emoticons` are looked up before anything else is cut. */
export function createChunkCutter(
  emoticons: ReadonlyMap<string, number>,
  vocabulary: Vocabulary,
): (chunk: string) => Pieces {
  const endings = new Set([...emoticons.keys()].map((emoticon) => emoticon.slice(-2)));
  const list: Token[] = [];
  const starts: number[] = [];
  return (text) => {
    list.length = 0;
    starts.length = 0;
    const cutting = { text, list, starts, vocabulary };
    const length = endings.has(text.slice(-2)) ? emoticonLength(text, emoticons) : 0;
    cutBefore(text.length - length, cutting);
    if (length > 0) add("emoji", text.length - length, text.length, cutting);
    return cutting;
  };
}

/** Most chunks are a word with a stop: only what is more than letters and common signs is asked of the whole pattern. */
function cutBefore(to: number, cutting: Cutting): void {
  const { list, starts, text } = cutting;
  if (cutPlainly(to, cutting)) return;
  list.length = 0;
  starts.length = 0;
  for (const match of text.slice(0, to).matchAll(PIECE)) {
    const { address, handle, emoji, word, stop } = match.groups ?? {};
    const at = match.index;
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
function cutPlainly(to: number, cutting: Cutting): boolean {
  const { text } = cutting;
  for (let at = 0; at < to;) {
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
    } else if (sign === signs.hyphen && !(at > 0 && isWordSign(signAt(text, at - 1)))) {
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
