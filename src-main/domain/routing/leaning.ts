import type { Bucket } from "../../contract/values.ts";

/** The buckets that a scorer tells apart; what it is not sure of stays unsorted. */
export type Scored = Exclude<Bucket, "unsorted">;
export const scored = ["care", "pr", "analytics"] as const satisfies readonly Scored[];

/** Log-odds for each bucket; only their differences mean something. */
export type Leaning = Readonly<Record<Scored, number>>;

export const noLeaning: Leaning = { care: 0, pr: 0, analytics: 0 };

export function addLeanings(leanings: readonly Leaning[]): Leaning {
  let [care, pr, analytics] = [0, 0, 0];
  for (const leaning of leanings) {
    care += leaning.care;
    pr += leaning.pr;
    analytics += leaning.analytics;
  }
  return { care, pr, analytics };
}

/** The chances that log-odds mean (softmax); they add up to 1. */
export function chancesOf({ care, pr, analytics }: Leaning): Leaning {
  const most = Math.max(care, pr, analytics);
  const each = [Math.exp(care - most), Math.exp(pr - most), Math.exp(analytics - most)] as const;
  const sum = each[0] + each[1] + each[2];
  return { care: each[0] / sum, pr: each[1] / sum, analytics: each[2] / sum };
}

export function mostLikely(chances: Leaning): Scored {
  return scored.reduce((best, bucket) => (chances[bucket] > chances[best] ? bucket : best));
}
