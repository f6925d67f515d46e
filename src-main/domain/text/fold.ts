import { CHARACTER, kindOf } from "./characters.ts";

// Marks that people leave out when they type. The vowel signs of Indic scripts and the voicing marks of kana are
// letters to their readers, so they stay.
const DIACRITICS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;
const INVISIBLE = /[\u00ad\u200c\u200d\u2060\ufeff\ufe00-\ufe0f]/gu;

// Letters that Unicode does not take apart although a keyboard without them writes the right side.
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ħ: "h",
  ŧ: "t",
  ı: "i",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ς: "σ",
};

const ASCII = /^[\0-\x7f]*$/;
// A memo of a pure function; it can only grow to the number of letters there are.
const foldedLetters = new Map<number, string>();

/** One code point without case and diacritics; may be empty (a combining accent) or longer ("ß" gives "ss"). */
export function foldCodePoint(codePoint: number): string {
  const known = foldedLetters.get(codePoint);
  if (known !== undefined) return known;
  const folded = computeFold(codePoint);
  foldedLetters.set(codePoint, folded);
  return folded;
}

function computeFold(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  const kind = kindOf(codePoint);
  if (kind === CHARACTER.apostrophe) return "'";
  if (kind === CHARACTER.other || kind === CHARACTER.emoji) return character.toLowerCase();
  const plain = character.normalize("NFKD").replace(DIACRITICS, "").replace(INVISIBLE, "").toLowerCase();
  return [...plain]
    .map((letter) => UNDECOMPOSED[letter] ?? letter)
    .join("")
    .normalize("NFC");
}

/**
 * A text without case and diacritics: `foldText("CAFÉ") === "cafe"`. Both sides of a comparison must be folded;
 * the result is for comparing, never for showing.
 */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  let folded = "";
  for (const character of text) folded += foldCodePoint(character.codePointAt(0) ?? 0);
  return folded;
}

export type FoldedText = {
  readonly folded: string;
  /** For each UTF-16 unit of `folded`, and one past its end, where it came from in the original. */
  readonly origins: readonly number[];
};

/** Like foldText, with the way back: `origins[i]` is the UTF-16 offset in the original of unit i of `folded`. */
export function foldWithOrigins(text: string): FoldedText {
  let folded = "";
  const origins: number[] = [];
  let at = 0;
  for (const character of text) {
    const piece = foldCodePoint(character.codePointAt(0) ?? 0);
    for (let unit = 0; unit < piece.length; unit += 1) origins.push(at);
    folded += piece;
    at += character.length;
  }
  origins.push(text.length);
  return { folded, origins };
}
