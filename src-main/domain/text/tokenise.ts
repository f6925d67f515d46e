import { CHARACTER, kindOf } from "./characters.ts";
import { foldText } from "./fold.ts";

export type Token = {
  /** Without case and diacritics; a hashtag keeps its `#`, a handle its `@`; an emoji is without skin tone. */
  readonly form: string;
  /** UTF-16 offsets into the original text, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly kind: "word" | "cjk" | "emoji";
  /** A hyphen, and nothing else, stands between this word and the next token. */
  readonly hyphened: boolean;
};

const HASH = 0x23;
const AT = 0x40;
const JOINER = 0x200d;
const PATTERN_CHARACTERS = new Set([0x3f, 0x2a]);
const HYPHEN = 0x2d;
/** Set in all small ASCII letters and digits, and in no capital. */
const SMALL = 0x20;
const LETTER = 1;
const BREAK = 2;
/** What ASCII is to a plain word; 0 for what may belong to a word that is none: `'`, `#`, `@`, `_`, and `?` and `*` in a query. */
const PLAIN = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z\d]/i.test(character)) return LETTER;
  return "'#@_?*".includes(character) ? 0 : BREAK;
});
const NO_CHARACTERS: ReadonlySet<number> = new Set();

/**
 * The words of a text in order. Splits at anything that is not a letter, digit, `#`, `@`, `_` or an apostrophe inside a
 * word. Each emoji (with its joiners and flags) is a token; so is each character of Chinese, Japanese and Korean, which
 * write no spaces: compare those as runs of neighbours.
 */
export function tokenise(text: string): readonly Token[] {
  return tokeniseWith(text, NO_CHARACTERS);
}

/** The same for a word of a query, in which `?` and `*` stand for letters and belong to the word. */
export function tokenisePattern(text: string): readonly Token[] {
  return tokeniseWith(text, PATTERN_CHARACTERS);
}

function tokeniseWith(text: string, alsoLetters: ReadonlySet<number>): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    // A word of ASCII letters and digits with nothing more to it. No capital among them leaves this bit as it is.
    let smallOnly = SMALL;
    let end = at;
    let code = text.charCodeAt(end);
    while (code < 128 && PLAIN[code] === LETTER) {
      smallOnly &= code;
      code = text.charCodeAt((end += 1));
    }
    if (end > at && (end >= text.length || (code < 128 && PLAIN[code] === BREAK))) {
      const word = text.slice(at, end);
      const hyphened = code === HYPHEN && beginsHyphenated(text, end);
      tokens.push({ form: smallOnly === 0 ? word.toLowerCase() : word, from: at, to: end, kind: "word", hyphened });
      // The gap after it, most often a space, is passed over at once.
      at = code < 128 ? end + 1 : end;
      continue;
    }
    const codePoint = text.codePointAt(at) ?? 0;
    const kind = alsoLetters.has(codePoint) ? CHARACTER.word : kindOf(codePoint);
    if (kind === CHARACTER.word || kind === CHARACTER.sigil) {
      at = readWord(text, at, alsoLetters, tokens);
    } else if (kind === CHARACTER.cjk) {
      const to = marksEnd(text, at + widthOf(codePoint));
      tokens.push({ form: foldText(text.slice(at, to)), from: at, to, kind: "cjk", hyphened: false });
      at = to;
    } else if (kind === CHARACTER.emoji) {
      const to = emojiEnd(text, at);
      tokens.push({ form: foldEmoji(text.slice(at, to)), from: at, to, kind: "emoji", hyphened: false });
      at = to;
    } else {
      at += widthOf(codePoint);
    }
  }
  return tokens;
}

/** Adds the word that begins at `start`, if it is one, and returns where reading goes on. */
function readWord(text: string, start: number, alsoLetters: ReadonlySet<number>, tokens: Token[]): number {
  let from = start;
  while (text.charCodeAt(from) === HASH && text.charCodeAt(from + 1) === HASH) from += 1;
  const end = wordEnd(text, from, alsoLetters);
  let to = end;
  while (to > from && text.charCodeAt(to - 1) === AT) to -= 1;
  const form = foldText(text.slice(from, to));
  if (!/[^#@_?*]/.test(form)) return end;
  const plain = !form.startsWith("#") && !form.startsWith("@");
  const hyphened = plain && to === end && beginsHyphenated(text, to);
  tokens.push({ form, from, to, kind: "word", hyphened });
  return end;
}

function beginsHyphenated(text: string, at: number): boolean {
  return isKind(text, at, CHARACTER.hyphen) && isKind(text, at + 1, CHARACTER.word);
}

function wordEnd(text: string, from: number, alsoLetters: ReadonlySet<number>): number {
  const isHashtag = text.charCodeAt(from) === HASH;
  let at = from;
  while (at < text.length) {
    const codePoint = text.codePointAt(at) ?? 0;
    const kind = alsoLetters.has(codePoint) ? CHARACTER.word : kindOf(codePoint);
    // "#lost#found" is two hashtags, while "c#" is one word.
    if (isHashtag && codePoint === HASH && at > from) return at;
    const inside =
      kind === CHARACTER.word ||
      kind === CHARACTER.sigil ||
      kind === CHARACTER.mark ||
      (kind === CHARACTER.apostrophe && at > from && isKind(text, at + 1, CHARACTER.word) && !isSigilBefore(text, at));
    if (!inside) return at;
    at += widthOf(codePoint);
  }
  return at;
}

function isSigilBefore(text: string, at: number): boolean {
  return kindOf(text.charCodeAt(at - 1)) === CHARACTER.sigil;
}

function isKind(text: string, at: number, kind: number): boolean {
  return at < text.length && kindOf(text.codePointAt(at) ?? 0) === kind;
}

function marksEnd(text: string, from: number): number {
  let at = from;
  while (isKind(text, at, CHARACTER.mark)) at += 1;
  return at;
}

function emojiEnd(text: string, from: number): number {
  const first = text.codePointAt(from) ?? 0;
  let at = from + widthOf(first);
  if (isRegional(first) && isRegional(text.codePointAt(at) ?? 0)) return at + 2;
  while (at < text.length) {
    const codePoint = text.codePointAt(at) ?? 0;
    const joinsNext = codePoint === JOINER && isKind(text, at + 1, CHARACTER.emoji);
    if (joinsNext) at += 1 + widthOf(text.codePointAt(at + 1) ?? 0);
    else if (isEmojiTail(codePoint)) at += widthOf(codePoint);
    else return at;
  }
  return at;
}

function isEmojiTail(codePoint: number): boolean {
  return (
    codePoint === 0xfe0f ||
    codePoint === 0x20e3 ||
    isSkinTone(codePoint) ||
    (codePoint >= 0xe0020 && codePoint <= 0xe007f)
  );
}

function isSkinTone(codePoint: number): boolean {
  return codePoint >= 0x1f3fb && codePoint <= 0x1f3ff;
}

function isRegional(codePoint: number): boolean {
  return codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;
}

// A thumb is a thumb whatever its colour, as é is an e.
function foldEmoji(emoji: string): string {
  return emoji.replace(/\ufe0f/g, "").replace(/(?<=.)[\u{1f3fb}-\u{1f3ff}]/gu, "");
}

function widthOf(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1;
}
