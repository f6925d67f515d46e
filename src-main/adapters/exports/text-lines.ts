import { hasRightToLeft, inPaintingOrder, isRightToLeft } from "./bidi.ts";

/** What is asked of a font: whether it has a character, and how wide it is in thousandths of the font's size. */
export type Font = { readonly has: (codePoint: number) => boolean; readonly width: (codePoint: number) => number };

/** `words` are given where they have to be painted one by one: a font's layout turns the space behind a word with it. */
export type Line = { readonly text: string; readonly isRightToLeft: boolean; readonly words?: readonly string[] };

const lacking = "□";
/** Joins, selectors and skin tones belong to the character before them. */
const belongsToLast = /[\u200d\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]/u;
// oxlint-disable-next-line no-control-regex -- they have no form
const formless = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const plain = /^[\u0020-\u007e\u00a1-\u017f]*$/;

/** The text with □ for what the font lacks, and how many there are. */
export function inGlyphsOf(font: Font, text: string): { readonly text: string; readonly lacking: number } {
  if (plain.test(text)) return { text, lacking: 0 };
  let count = 0;
  let made = "";
  let isLastLacking = false;
  for (const char of text.replaceAll("\t", " ").replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, "\n")) {
    if (belongsToLast.test(char)) {
      if (!isLastLacking && char === "\u200d") made += char;
      continue;
    }
    isLastLacking = char !== "\n" && !formlessOne(char) && !font.has(char.codePointAt(0) ?? 0);
    if (isLastLacking) count += 1;
    made += isLastLacking ? lacking : char;
  }
  return { text: made.replaceAll(formless, ""), lacking: count };
}

const formlessOne = (char: string): boolean => char.search(formless) === 0;

/** Breaks text into lines of at most `most` (thousandths of the font's size): between words, and in words that are longer. */
export function breakLines(font: Font, text: string, most: number): readonly Line[] {
  return text.split("\n").flatMap((paragraph) => breakParagraph(font, paragraph, most));
}

function breakParagraph(font: Font, paragraph: string, most: number): readonly Line[] {
  const space = font.width(32);
  const lines: string[][] = [];
  let words: string[] = [];
  let used = 0;
  for (const word of paragraph.split(" ").flatMap((each) => pieces(font, each, most))) {
    const width = widthOf(font, word);
    if (words.length > 0 && used + space + width > most) {
      lines.push(words);
      words = [];
      used = 0;
    }
    used += (words.length === 0 ? 0 : space) + width;
    words.push(word);
  }
  if (words.length > 0) lines.push(words);
  const turned = hasRightToLeft(paragraph);
  const base = turned && isRightToLeft(paragraph) ? "rtl" : "ltr";
  return lines.map((line) => {
    if (!turned) return { text: line.join(" "), isRightToLeft: false };
    const painted = inPaintingOrder(line, base);
    return { text: painted.join(" "), isRightToLeft: base === "rtl", words: painted };
  });
}

/** A word, in parts where it is wider than the line: addresses, ids. */
function pieces(font: Font, word: string, most: number): readonly string[] {
  if (widthOf(font, word) <= most) return [word];
  const made: string[] = [];
  let [piece, used] = ["", 0];
  for (const char of word) {
    const width = font.width(char.codePointAt(0) ?? 0);
    if (piece !== "" && used + width > most) {
      made.push(piece);
      [piece, used] = ["", 0];
    }
    piece += char;
    used += width;
  }
  return [...made, piece];
}

export function widthOf(font: Font, text: string): number {
  let width = 0;
  for (const char of text) width += font.width(char.codePointAt(0) ?? 0);
  return width;
}
