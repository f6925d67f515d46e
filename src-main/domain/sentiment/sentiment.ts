import type { SentimentLabel, SentimentSlot } from "../../contract/values.ts";

/** Words of the text and what they moved, on the scale of the score. */
export type SentimentReason = { readonly words: string; readonly effect: number };

/** A verdict: `score` −1..1, `confidence` 0..1 that the label is right, `reasons` strongest first (worked out when they are read). */
export type Sentiment = {
  readonly label: SentimentLabel;
  readonly score: number;
  readonly confidence: number;
  readonly reasons: readonly SentimentReason[];
};

export type ClassifyOptions = {
  /** Names that are not to be read as words: "Best Buy" is not praise. */
  readonly brands?: readonly string[];
  readonly rivals?: readonly string[];
  /** ISO 639-1; left out or null = not known, read as the model's own language. */
  readonly lang?: string | null;
};

/** Null where there is no model for the language. */
export type Classify = (text: string, options?: ClassifyOptions) => Sentiment | null;

/** The slot in which a verdict is counted: its label, or "unsure" without a verdict or below the threshold (0..1). */
export function sentimentSlot(
  sentiment: Pick<Sentiment, "label" | "confidence"> | null,
  threshold: number,
): SentimentSlot {
  if (sentiment === null || sentiment.confidence < threshold) return "unsure";
  return sentiment.label;
}
