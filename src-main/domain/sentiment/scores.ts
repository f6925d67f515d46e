import type { SentimentLabel } from "../../contract/values.ts";

/** Shares 0..1. Recall and F1 are means over the labels that occur among the truths, so that a rare label counts as much as a common one. */
export type Scores = { readonly accuracy: number; readonly macroRecall: number; readonly macroF1: number };

/** How well verdicts fit the truths at the same places; all 0 without any. */
export function scoresOf(truths: readonly SentimentLabel[], verdicts: readonly SentimentLabel[]): Scores {
  const occurring = [...new Set(truths)];
  const right = (label: SentimentLabel) =>
    truths.filter((truth, at) => truth === label && verdicts[at] === label).length;
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  const perLabel = occurring.map((label) => {
    const hits = right(label);
    const truly = truths.filter((truth) => truth === label).length;
    const said = verdicts.filter((verdict) => verdict === label).length;
    return { hits, recall: share(hits, truly), f1: share(2 * hits, truly + said) };
  });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    accuracy: share(sum(perLabel.map(({ hits }) => hits)), truths.length),
    macroRecall: share(sum(perLabel.map(({ recall }) => recall)), occurring.length),
    macroF1: share(sum(perLabel.map(({ f1 }) => f1)), occurring.length),
  };
}
