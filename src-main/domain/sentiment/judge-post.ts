import type { SentimentLabel } from "../../contract/values.ts";

/** What the evidence of a post says. */
export type Judgement = {
  readonly label: SentimentLabel;
  /** −1..1, on the side of the label. */
  readonly score: number;
  /** 0..1 that the label is right. */
  readonly confidence: number;
};

/** What the score takes from how sure the label is; the rest is the tone's. */
export const SURENESS = 0.25;

/** The label with the most evidence for it; `sharpness` makes a confidence of the evidence. */
export function judgeEvidence(evidence: Float64Array, sharpness: number): Judgement {
  const [blame = 0, praise = 0, tone = 0] = evidence;
  const label = labelOf(blame, praise);
  const sure = sharesOf(blame * sharpness, praise * sharpness);
  const { negative, positive } = sharesOf(blame, praise);
  return {
    label,
    score: onItsSide(tone + SURENESS * (positive - negative), label),
    confidence: sure[label],
  };
}

export function labelOf(blame: number, praise: number): SentimentLabel {
  if (blame <= 0 && praise <= 0) return "neutral";
  return blame > praise ? "negative" : "positive";
}

function sharesOf(blame: number, praise: number): Readonly<Record<SentimentLabel, number>> {
  const most = Math.max(blame, praise, 0);
  const [negative, positive, neutral] = [Math.exp(blame - most), Math.exp(praise - most), Math.exp(-most)];
  const sum = negative + positive + neutral;
  return { negative: negative / sum, neutral: neutral / sum, positive: positive / sum };
}

const LEAST = 0.05;

function onItsSide(score: number, label: SentimentLabel): number {
  if (label === "negative") return Math.max(-1, Math.min(score, -LEAST));
  if (label === "positive") return Math.min(1, Math.max(score, LEAST));
  return Math.max(-1, Math.min(score, 1));
}
