import { Fragment } from "react";
import type { Span } from "../../src-main/contract/values.ts";

/** Plain text with the matching words lit. Whatever a feed wrote stays text: nothing is ever read as HTML. */
export function Marked({ text, field, marks }: { text: string; field: string; marks: readonly Span[] }) {
  return cutAtMarks({ text, field, marks }).map((piece, index) =>
    piece.lit ? <mark key={index}>{piece.text}</mark> : <Fragment key={index}>{piece.text}</Fragment>,
  );
}

/** The pieces of a text in order; overlapping marks join, marks outside the text are cut to it. */
export function cutAtMarks({
  text,
  field,
  marks,
}: {
  text: string;
  field: string;
  marks: readonly Span[];
}): { text: string; lit: boolean }[] {
  const pieces: { text: string; lit: boolean }[] = [];
  let at = 0;
  const ours = marks.filter((mark) => mark.field === field).toSorted((one, other) => one.from - other.from);
  for (const mark of ours) {
    const from = Math.max(at, mark.from);
    const to = Math.min(text.length, mark.to);
    if (to <= from) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), lit: false });
    pieces.push({ text: text.slice(from, to), lit: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), lit: false });
  return pieces;
}
