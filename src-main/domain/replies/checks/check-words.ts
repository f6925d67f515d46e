import { tokenise } from "../../text/tokenise.ts";
import type { Span } from "./hit.ts";

/** A word as phrases are compared: folded, with "we'll" taken apart into "we" and "will". */
export type CheckWord = Span & {
  readonly form: string;
  /** Its number among the sentences of the text. */
  readonly sentence: number;
};

export type ReadText = {
  readonly text: string;
  readonly words: readonly CheckWord[];
  readonly sentences: readonly Span[];
};

/** A text as all rules read it, once. */
export function readText(text: string): ReadText {
  const sentences = sentencesOf(text);
  const words: CheckWord[] = [];
  let sentence = 0;
  for (const { form, from, to } of tokenise(text)) {
    while ((sentences[sentence]?.to ?? text.length) <= from && sentence < sentences.length - 1) sentence += 1;
    for (const part of takenApart(form)) words.push({ form: part, from, to, sentence });
  }
  return { text, words, sentences };
}

const END = /[.!?…。！？]+["'”’)]*(?=\s|$)|\n+/gu;

/** Sentences that follow each other without a gap: each ends after its marks, or with its line. */
function sentencesOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(END)) {
    const to = match.index + match[0].length;
    spans.push({ from, to });
    from = to;
  }
  if (from < text.length || spans.length === 0) spans.push({ from, to: text.length });
  return spans;
}

const endings: readonly (readonly [string, string])[] = [
  ["'ll", "will"],
  ["'re", "are"],
  ["'ve", "have"],
  ["'m", "am"],
];
const shortNots: ReadonlyMap<string, readonly string[]> = new Map([
  ["can't", ["can", "not"]],
  ["cannot", ["can", "not"]],
  ["won't", ["will", "not"]],
  ["shan't", ["shall", "not"]],
]);

/** "we'll" is "we will", "didn't" is "did not". */
export function takenApart(form: string): readonly string[] {
  const known = shortNots.get(form);
  if (known) return known;
  if (!form.includes("'")) return [form];
  if (form.endsWith("n't")) return [form.slice(0, -3), "not"];
  for (const [ending, whole] of endings) if (form.endsWith(ending)) return [form.slice(0, -ending.length), whole];
  return [form];
}

/** The sentences that a stretch touches, without the blanks around them. */
export function sentenceAround({ text, sentences }: ReadText, { from, to }: Span): string {
  let low = 0;
  let high = sentences.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.to ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const start = sentences[low]?.from ?? 0;
  while (low < sentences.length - 1 && (sentences[low]?.to ?? 0) < to) low += 1;
  return text.slice(start, sentences[low]?.to ?? text.length).trim();
}
