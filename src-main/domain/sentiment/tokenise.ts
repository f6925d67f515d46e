import { cutPlainChunk } from "./cut-plain-chunk.ts";
import { hashOf } from "./hash-features.ts";
import { quotedRanges, type Range } from "./quoted-ranges.ts";
import type { Vocabulary, Word } from "./vocabulary.ts";

/** A piece of a post that can carry feeling. `words` as written, `key` as looked up. */
export type Token = {
  readonly kind: "word" | "emoji" | "stop" | "gap" | "masked";
  readonly words: string;
  readonly key: string;
  /** For a word and nothing else. */
  readonly word: Word | null;
  /** Of the key, for the model. */
  readonly hash: number;
  /** Written in capitals among words that are not. */
  readonly isShouted: boolean;
  /** Stands inside quotation marks of at most three words. */
  readonly isQuoted: boolean;
  /** One of several words in a row with a capital: part of a name, not somebody's opinion. */
  readonly isName: boolean;
};

type Kind = Token["kind"];
type Reading = {
  readonly vocabulary: Vocabulary;
  readonly isMixedCase: boolean;
  readonly quoted: readonly Range[];
  readonly tokens: Token[];
};

const PIECE =
  /(?<skip>https?:\/\/\S+|www\.\S+|[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63})+|[@]\w[\w.-]*)|(?<emoji>\p{RI}\p{RI}|(?:\p{Extended_Pictographic}|[♥❤])[\u{FE0F}\u{1F3FB}-\u{1F3FF}\u{200D}\p{Extended_Pictographic}]*)|(?<word>#?[\p{L}\p{N}_]+(?:['’][\p{L}]+)*)|(?<stop>[.!?…]+|[\n\r]+)|(?<gap>[,;:()—–|]+|(?<!\w)-+(?!\w))/gu;
const SKIN_AND_VARIANT = /[\u{FE0F}\u{1F3FB}-\u{1F3FF}]/gu;
const CHUNK = /\S+|\n+/g;

/** Makes what cuts a post into words, emoji, emoticons and the ends of clauses. `emoticons` are looked up before anything else is cut. */
export function createTokeniser(
  emoticons: ReadonlyMap<string, number>,
  vocabulary: Vocabulary,
): (text: string) => readonly Token[] {
  const endings = new Set([...emoticons.keys()].map((emoticon) => emoticon.slice(-2)));
  return (text) => {
    const reading = { vocabulary, isMixedCase: /\p{Ll}/u.test(text), quoted: quotedRanges(text), tokens: [] };
    CHUNK.lastIndex = 0;
    for (let found = CHUNK.exec(text); found !== null; found = CHUNK.exec(text)) {
      const chunk = found[0];
      const emoticon = endings.has(chunk.slice(-2)) ? emoticonIn(chunk, emoticons) : null;
      readChunk(emoticon === null ? chunk : chunk.slice(0, -emoticon.length), found.index, reading);
      if (emoticon !== null) addToken("emoji", emoticon, emoticon, reading);
    }
    return markNames(reading.tokens);
  };
}

/** Most chunks are a word with a stop: only what is more than letters and common signs is asked of the whole pattern. */
function readChunk(chunk: string, at: number, reading: Reading): void {
  const plain = cutPlainChunk(chunk);
  if (plain !== null) {
    for (const { kind, from, to } of plain) addPiece(kind, chunk.slice(from, to), at + from, reading);
    return;
  }
  for (const match of chunk.matchAll(PIECE)) {
    const { skip, emoji, word, stop, gap } = match.groups ?? {};
    const from = at + match.index;
    if (skip !== undefined) addPiece("masked", skip, from, reading);
    else if (emoji !== undefined) addToken("emoji", emoji, emoji.replace(SKIN_AND_VARIANT, ""), reading);
    else if (stop !== undefined) addPiece("stop", stop, from, reading);
    else if (gap !== undefined) addPiece("gap", gap, from, reading);
    else if (word !== undefined) addPiece("word", word, from, reading);
  }
}

function addPiece(kind: Kind, words: string, at: number, reading: Reading): void {
  if (kind !== "word") return addToken(kind, words, words, reading);
  const { vocabulary, isMixedCase, quoted, tokens } = reading;
  const word = vocabulary.read(words);
  const isQuoted = quoted.some(([from, to]) => from <= at && at < to);
  tokens.push({
    kind,
    words,
    key: word.key,
    word,
    hash: word.hash,
    isShouted: isMixedCase && word.isLoud,
    isQuoted,
    isName: false,
  });
}

function addToken(kind: Kind, words: string, key: string, { tokens }: Reading): void {
  const hash = kind === "masked" ? 0 : hashOf(key.length > 3 ? key.slice(0, 3) : key);
  tokens.push({ kind, words, key, word: null, hash, isShouted: false, isQuoted: false, isName: false });
}

/** The emoticon that ends a chunk, so that "thanks:)" is a word and a smile. */
function emoticonIn(chunk: string, emoticons: ReadonlyMap<string, number>): string | null {
  for (let length = Math.min(chunk.length, 5); length >= 2; length -= 1) {
    const tail = chunk.slice(-length);
    const before = chunk.at(-length - 1) ?? " ";
    if (!emoticons.has(tail)) continue;
    // "items:" ends like ":s" turned round, "(8)" like a wink: written onto something, only signs after letters count.
    if (length === chunk.length || (/[\p{L}!?.]/u.test(before) && !/[\p{L}\p{N}]/u.test(tail) && tail.length > 1))
      return tail;
  }
  return null;
}

/** "Bright & Best Lighting" says nothing good of anybody; in a text where most words have capitals they tell nothing. */
function markNames(tokens: readonly Token[]): readonly Token[] {
  let words = 0;
  let capitals = 0;
  for (const { word } of tokens) {
    if (word === null) continue;
    words += 1;
    if (word.isCapital) capitals += 1;
  }
  if (capitals < 2 || capitals * 2 > words) return tokens;
  const isCapital = (at: number) => tokens[at]?.word?.isCapital === true;
  return tokens.map((token, at) =>
    isCapital(at) && (isCapital(at - 1) || isCapital(at + 1)) ? { ...token, isName: true } : token,
  );
}
