import { Fragment } from "react";
import type { Span } from "../../src-main/contract/values.ts";
import styles from "./Marked.module.css";

/** Words that moved the sentiment: below 0 towards negative. */
export type Effect = Span & { readonly effect: number };

type MarkedProps = { text: string; field: string; marks: readonly Span[]; effects?: readonly Effect[] | undefined };

/** Plain text with the matching words lit, and those that moved the sentiment underlined. Whatever a feed wrote stays text: nothing is ever read as HTML. */
export function Marked({ text, field, marks, effects = [] }: MarkedProps) {
  return cutAtEffects({ text, field, effects }).map(({ from, piece, tone }) => {
    const here = marks.map((mark) => ({ ...mark, from: mark.from - from, to: mark.to - from }));
    const words = cutAtMarks({ text: piece, field, marks: here }).map((part, index) =>
      part.lit ? <mark key={index}>{part.text}</mark> : <Fragment key={index}>{part.text}</Fragment>,
    );
    return tone ? (
      <span key={from} className={styles[tone]}>
        {words}
      </span>
    ) : (
      <Fragment key={from}>{words}</Fragment>
    );
  });
}

type Piece = { from: number; piece: string; tone: "negative" | "positive" | null };

function cutAtEffects({ text, field, effects }: { text: string; field: string; effects: readonly Effect[] }): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const ours = effects.filter((effect) => effect.field === field).toSorted((one, other) => one.from - other.from);
  for (const { from, to, effect } of ours) {
    const end = Math.min(to, text.length);
    if (from < at || end <= from) continue;
    if (from > at) pieces.push({ from: at, piece: text.slice(at, from), tone: null });
    pieces.push({ from, piece: text.slice(from, end), tone: effect < 0 ? "negative" : "positive" });
    at = end;
  }
  if (at < text.length) pieces.push({ from: at, piece: text.slice(at), tone: null });
  return pieces;
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
