import { CHARACTER, kindOf } from "../text/characters.ts";
import { foldCodePoint } from "../text/fold.ts";

/** What a UTF-16 unit is to the trie: 1 to 36 are the folded letters a–z and digits, these are the rest. */
export const SYMBOL = { stop: 0, skipped: 37, hyphen: 38, several: 39, foreign: 40, surrogate: 41 } as const;

/** How many letters there are, counting the 0 that none has. */
export const SYMBOLS = 37;

const UNKNOWN = 255;
const ASCII_A = 0x61;
const ASCII_0 = 0x30;

// A memo of a pure function, one byte a unit.
const known = new Uint8Array(0x10000).fill(UNKNOWN);

/** Where the letters of the alphabet that stand together from `from` on end. It may stop early, at a letter that is met for the first time. */
export function lettersEnd(text: string, from: number): number {
  let at = from;
  const { length } = text;
  while (at < length) {
    const symbol = known[text.charCodeAt(at)] ?? SYMBOL.stop;
    if (symbol === SYMBOL.stop || symbol >= SYMBOLS) return at;
    at += 1;
  }
  return at;
}

/** The symbol of a UTF-16 unit. `foreign` is a letter that the alphabet cannot write, `several` folds to more than one ("ß"). */
export function symbolOf(unit: number): number {
  const symbol = known[unit];
  if (symbol !== undefined && symbol !== UNKNOWN) return symbol;
  const made = unit >= 0xd800 && unit <= 0xdfff ? SYMBOL.surrogate : symbolOfCodePoint(unit);
  known[unit] = made;
  return made;
}

/** The same of a whole code point, such as a mathematical bold letter. */
export function symbolOfCodePoint(codePoint: number): number {
  const kind = kindOf(codePoint);
  if (kind === CHARACTER.hyphen) return SYMBOL.hyphen;
  if (kind === CHARACTER.emoji || kind === CHARACTER.cjk) return SYMBOL.foreign;
  if (kind !== CHARACTER.word && kind !== CHARACTER.mark) return SYMBOL.stop;
  const folded = foldCodePoint(codePoint);
  if (folded === "") return SYMBOL.skipped;
  const symbol = letterSymbol(folded.charCodeAt(0));
  if (symbol === SYMBOL.stop) return SYMBOL.foreign;
  return folded.length === 1 ? symbol : SYMBOL.several;
}

/** The symbol of a small ASCII letter or digit; `stop` for all else. */
export function letterSymbol(code: number): number {
  if (code >= ASCII_A && code < ASCII_A + 26) return code - ASCII_A + 1;
  if (code >= ASCII_0 && code < ASCII_0 + 10) return code - ASCII_0 + 27;
  return SYMBOL.stop;
}

/** Whether a symbol is a letter of the alphabet, or folds to some. */
export function isLetterSymbol(symbol: number): boolean {
  return (symbol > 0 && symbol < SYMBOLS) || symbol === SYMBOL.several;
}
