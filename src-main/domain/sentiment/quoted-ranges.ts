export type Range = readonly [from: number, to: number];

const QUOTED = /["“”«»]([^"“”«»]{1,40})["“”«»]|(?<![\p{L}\p{N}])['‘]([^'‘’]{1,40})['’](?![\p{L}])/uy;
const OPENING = /["“”«»'‘]/g;
const MOST_WORDS = 3;

/** Where a text has a few words in quotation marks: UTF-16 offsets with the marks, the end exclusive, in order. */
export function quotedRanges(text: string): readonly Range[] {
  const ranges: Range[] = [];
  OPENING.lastIndex = 0;
  for (let mark = OPENING.exec(text); mark !== null; mark = OPENING.exec(text)) {
    // Inside a word it is an apostrophe, and there are many of these.
    if (mark[0] === "'" && isAsciiWord(text.charCodeAt(mark.index - 1))) continue;
    QUOTED.lastIndex = mark.index;
    const quoted = QUOTED.exec(text);
    if (!quoted) continue;
    const to = mark.index + quoted[0].length;
    OPENING.lastIndex = to;
    const words = (quoted[1] ?? quoted[2] ?? "").trim().split(/\s+/);
    if (words.length <= MOST_WORDS) ranges.push([mark.index, to]);
  }
  return ranges;
}

function isAsciiWord(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}
