import type { Span } from "../../contract/values.ts";

type Reason = { readonly words: string; readonly effect: number };
type Words = { readonly title: string | null; readonly text: string };
type ReasonSpan = Span & { readonly effect: number };

const mostSpans = 60;
const IN_WORD = /[\p{L}\p{N}]/u;

/** Where the words of reasons stand in title and text, as whole words, whatever their case; in reading order, no stretch twice: the stronger reason has it. */
export function reasonSpans(reasons: readonly Reason[], { title, text }: Words): readonly ReasonSpan[] {
  const found: ReasonSpan[] = [];
  for (const [field, value] of [["title", title ?? ""] as const, ["text", text] as const]) {
    const taken: ReasonSpan[] = [];
    for (const { words, effect } of reasons)
      for (const [from, to] of placesOf(words, value))
        if (!taken.some((span) => from < span.to && span.from < to)) taken.push({ field, from, to, effect });
    found.push(...taken.toSorted((a, b) => a.from - b.from));
  }
  return found.slice(0, mostSpans);
}

function* placesOf(words: string, text: string): Generator<readonly [from: number, to: number]> {
  const wanted = words.toLowerCase();
  const lower = text.toLowerCase();
  // A few letters grow when they are lowered, and offsets would be wrong then.
  if (wanted === "" || lower.length !== text.length) return;
  for (let from = lower.indexOf(wanted); from >= 0; from = lower.indexOf(wanted, from + wanted.length)) {
    const to = from + wanted.length;
    const isInside =
      (IN_WORD.test(wanted[0] ?? "") && IN_WORD.test(lower[from - 1] ?? " ")) ||
      (IN_WORD.test(wanted.at(-1) ?? "") && IN_WORD.test(lower[to] ?? " "));
    if (!isInside) yield [from, to];
  }
}
