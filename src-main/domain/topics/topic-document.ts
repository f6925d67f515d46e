import type { SentimentSlot } from "../../contract/values.ts";

/** What topics are counted over: one mention, with what decides how often it counts. */
export type TopicDocument = {
  readonly title: string | null;
  readonly text: string;
  /** ISO 639-1; null where nobody can tell. */
  readonly language: string | null;
  /** Who said it, one string a person; null where nobody knows: then the mention stands for itself. */
  readonly author: string | null;
  /** Copies have the same; null is a story of its own. */
  readonly story: string | number | null;
  readonly source: string;
  readonly sentiment: SentimentSlot;
  /** Published, ms since 1970. */
  readonly at: number;
};
