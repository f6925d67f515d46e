import type { Span } from "../../../src-main/contract/values.ts";

/** How much of a text is shown, and how much of that before the first mark. */
const LENGTH = 160;
const LEAD = 40;

/** The part of a text round its first mark, cut at words, with its marks moved along. */
export function excerptOf({ text, field, spans }: { text: string; field: string; spans: readonly Span[] }): {
  text: string;
  marks: Span[];
} {
  const ours = spans.filter((span) => span.field === field);
  if (text.length <= LENGTH) return { text, marks: ours };
  const first = Math.min(...ours.map(({ from }) => from), text.length);
  const wanted = first === text.length || first <= LEAD ? 0 : first - LEAD;
  const from = wanted === 0 ? 0 : afterSpace(text, wanted, first);
  const to = Math.min(text.length, from + LENGTH);
  const before = from > 0 ? "… " : "";
  const shift = before.length - from;
  return {
    text: `${before}${text.slice(from, to)}${to < text.length ? " …" : ""}`,
    marks: ours
      .filter((span) => span.from >= from && span.to <= to)
      .map((span) => ({ field, from: span.from + shift, to: span.to + shift })),
  };
}

function afterSpace(text: string, from: number, before: number): number {
  const space = text.indexOf(" ", from);
  return space < 0 || space >= before ? from : space + 1;
}
