import type { MentionField } from "./prepare-mention.ts";

/** Words that matched: UTF-16 offsets into the original field, `to` exclusive. */
export type Span = { readonly field: MentionField; readonly from: number; readonly to: number };

const READING_ORDER: readonly MentionField[] = [
  "title",
  "text",
  "author",
  "site",
  "url",
  "lang",
  "source",
  "network",
  "sentiment",
];

/** Spans in reading order, each stretch once: those that overlap are one. */
export function tidySpans(spans: readonly Span[]): readonly Span[] {
  if (spans.length < 2) return spans;
  const sorted = spans.toSorted(
    (a, b) => READING_ORDER.indexOf(a.field) - READING_ORDER.indexOf(b.field) || a.from - b.from || b.to - a.to,
  );
  const tidy: Span[] = [];
  for (const span of sorted) {
    const last = tidy.at(-1);
    if (last?.field !== span.field || span.from >= last.to) tidy.push(span);
    else if (span.to > last.to) tidy[tidy.length - 1] = { ...last, to: span.to };
  }
  return tidy;
}
