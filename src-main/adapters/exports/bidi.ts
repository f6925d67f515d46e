/** Letters that are read from right to left: Hebrew, Arabic and their neighbours, with their presentation forms. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const leftToRight = /[A-Za-z\u00aa-\u02b8\u0370-\u0588\u0900-\u1fff\u2c00-\ud7ff\u{1f100}-\u{1f1ff}]/u;

/** The direction of the first letter that has one. */
export function isRightToLeft(text: string): boolean {
  for (const char of text) {
    if (rightToLeft.test(char)) return true;
    if (leftToRight.test(char)) return false;
  }
  return false;
}

export function hasRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

/**
 * The words of a line in the order in which they are painted from left to right. Words of one direction stay together and
 * keep their order; the letters of a word are turned by the font's own layout. A word without letters (a number, a dash) goes
 * with the word before it. That is the Unicode algorithm (UAX 9) for whole words, without embeddings.
 */
export function inPaintingOrder(words: readonly string[], base: "ltr" | "rtl"): readonly string[] {
  const runs: { direction: "ltr" | "rtl"; words: string[] }[] = [];
  for (const word of words) {
    const last = runs.at(-1);
    const direction = directionOf(word) ?? last?.direction ?? base;
    if (last?.direction === direction) last.words.push(word);
    else runs.push({ direction, words: [word] });
  }
  const painted = runs.map((run) => (run.direction === "rtl" ? run.words.toReversed() : run.words));
  return (base === "rtl" ? painted.toReversed() : painted).flat();
}

function directionOf(word: string): "ltr" | "rtl" | null {
  for (const char of word) {
    if (rightToLeft.test(char)) return "rtl";
    if (leftToRight.test(char)) return "ltr";
  }
  return null;
}
