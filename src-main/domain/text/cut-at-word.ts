const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
/** A word is given up for its border only when that costs less than this share of the line. */
const worthKeeping = 0.6;

/**
 * Cuts to at most `most` UTF-16 units, "…" included: behind a whole word where one ends near enough, and never in the
 * midst of what a person sees as one character.
 */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  if (most < 2) return "…".slice(0, Math.max(0, most));
  let end = 0;
  for (const { segment, index } of graphemes.segment(text.slice(0, most + 64))) {
    if (index + segment.length > most - 1) break;
    end = index + segment.length;
  }
  const piece = text.slice(0, end);
  const border = /\s/u.test(text[end] ?? " ") ? end : piece.search(/\s\S*$/u);
  const kept = border >= end * worthKeeping ? piece.slice(0, border) : piece;
  return `${kept.replace(/[\s,;:–—-]+$/u, "")}…`;
}
