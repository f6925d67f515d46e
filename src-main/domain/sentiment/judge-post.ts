import type { SentimentLabel } from "../../contract/values.ts";
import { addEvidence, OUTPUTS, type LinearWeights } from "./linear-weights.ts";
import type { ReadPost } from "./read-post.ts";

/** What the weights say of a post. */
export type Judgement = {
  readonly label: SentimentLabel;
  /** −1..1, on the side of the label. */
  readonly score: number;
  /** 0..1 that the label is right. */
  readonly confidence: number;
};

export type Judge = {
  readonly weights: LinearWeights;
  readonly sharpness: number;
  /** What was learned on top of the weights. */
  readonly layer: LinearWeights | null;
};

const evidence = new Float64Array(OUTPUTS);

/** Evidence of a post for blame, praise and tone; the array is written over by the next call. */
export function evidenceOf({ features }: Pick<ReadPost, "features">, { weights, layer }: Judge): Float64Array {
  evidence.fill(0);
  addEvidence(weights, features, evidence);
  if (layer !== null) addEvidence(layer, features, evidence);
  return evidence;
}

/** The label with the most evidence. */
export function judgePost(post: Pick<ReadPost, "features">, judge: Judge): Judgement {
  const [blame = 0, praise = 0, tone = 0] = evidenceOf(post, judge);
  const label = labelOf(blame, praise);
  const sure = sharesOf(blame * judge.sharpness, praise * judge.sharpness);
  const { negative, positive } = sharesOf(blame, praise);
  return {
    label,
    score: onItsSide(0.5 * tone + 0.5 * (positive - negative), label),
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
