type Mark = { readonly field: string; readonly from: number; readonly to: number };

const longest = 300;
/** How far before the match a long sentence is cut, so that the matching words stand near the beginning. */
const lead = 60;
const sentenceEnd = /[.!?…。！？]+["'”’)\]]*(?=\s)|\n/gu;

/**
 * The first sentence of a text with a marked word in it, else its beginning: at most 300 characters on one line, cut
 * between words with "…". `marks` are the given spans of the text, moved to where they stand in the excerpt.
 * @example excerptOf("Hi. My booking is late.", [{ field: "text", from: 7, to: 14 }]).excerpt // "My booking is late."
 */
export function excerptOf(
  text: string,
  spans: readonly Mark[],
): { readonly excerpt: string; readonly marks: readonly Mark[] } {
  const inText = spans
    .filter((span) => span.field === "text" && span.to <= text.length)
    .toSorted((a, b) => a.from - b.from);
  const first = inText[0];
  const sentence = first ? sentenceAround(text, first.from) : { from: 0, to: text.length };
  const from = skipSpace(text, cutStart(text, sentence, first?.from ?? sentence.from));
  const to = cutEnd(text, from, sentence.to);
  const before = from > skipSpace(text, sentence.from) ? "…" : "";
  const after = to < sentence.to && text.slice(to, sentence.to).trim() !== "" ? "…" : "";
  const shift = before.length - from;
  const marks = inText.filter((span) => span.from >= from && span.to <= to);
  return {
    // One space for one character, so that no offset moves.
    excerpt: before + text.slice(from, to).replaceAll(/\s/g, " ") + after,
    marks: marks.map((span) => ({ field: "excerpt", from: span.from + shift, to: span.to + shift })),
  };
}

function sentenceAround(text: string, at: number): { readonly from: number; readonly to: number } {
  let from = 0;
  for (const end of text.matchAll(sentenceEnd)) {
    const to = end.index + end[0].length;
    if (to > at) return { from, to };
    from = to;
  }
  return { from, to: text.length };
}

function cutStart(text: string, sentence: { readonly from: number; readonly to: number }, at: number): number {
  if (sentence.to - sentence.from <= longest || at - sentence.from <= longest / 2) return sentence.from;
  const space = text.indexOf(" ", at - lead);
  return space >= 0 && space < at ? space + 1 : at;
}

function cutEnd(text: string, from: number, to: number): number {
  const room = longest - 2;
  if (to - from <= room) return from + text.slice(from, to).trimEnd().length;
  const space = text.lastIndexOf(" ", from + room);
  const end = space > from + room / 2 ? space : from + room;
  // Never between the two halves of one character.
  return /[\uD800-\uDBFF]/.test(text[end - 1] ?? "") ? end - 1 : end;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? "")) at += 1;
  return at;
}
