import type { Bucket } from "../../contract/values.ts";
import type { Feature, FeatureName } from "./features.ts";

type Scored = Exclude<Bucket, "unsorted">;
type Weights = Readonly<Record<Scored, number>>;

/**
 * Log-odds of a multinomial model fitted on 2,835 labelled posts written for this project, rounded to a tenth; `addressed`, `media` and `wide_reach`
 * do not occur there and are set by hand.
 */
const BIAS: Weights = { care: 0.3, pr: -1.7, analytics: 1.4 };
const WEIGHTS: Readonly<Partial<Record<FeatureName, Weights>>> = {
  addressed: { care: 1.2, pr: 0, analytics: -1.2 },
  breach: { care: -0.6, pr: 1.1, analytics: -0.5 },
  complaint: { care: 0.2, pr: 0, analytics: -0.2 },
  failure: { care: 0.8, pr: -0.4, analytics: -0.4 },
  first_person: { care: 0.2, pr: 0.3, analytics: -0.5 },
  job: { care: -0.2, pr: -0.4, analytics: 0.6 },
  legal: { care: -1, pr: 2, analytics: -1 },
  media: { care: -1.5, pr: 0.5, analytics: 1 },
  negative: { care: 0.1, pr: 0.7, analytics: -0.8 },
  no_person: { care: -0.4, pr: 0.5, analytics: -0.1 },
  notice: { care: 0, pr: -0.2, analytics: 0.2 },
  personal_negative: { care: 0, pr: 0.5, analytics: -0.5 },
  positive: { care: -0.4, pr: 0.1, analytics: 0.3 },
  possession: { care: 0.1, pr: 0.1, analytics: -0.2 },
  press: { care: -0.8, pr: 1.7, analytics: -0.9 },
  question: { care: 1.1, pr: 0.1, analytics: -1.2 },
  reference: { care: 0.5, pr: -0.2, analytics: -0.3 },
  repost: { care: -1.4, pr: 0.5, analytics: 0.9 },
  request: { care: 0.9, pr: 0, analytics: -0.9 },
  rumour: { care: -0.7, pr: 1.9, analytics: -1.2 },
  safety: { care: -0.4, pr: 1, analytics: -0.6 },
  second_person: { care: 0.3, pr: 0.2, analytics: -0.5 },
  suggestion: { care: 0.1, pr: 0.1, analytics: -0.2 },
  thanks: { care: 0.4, pr: -0.7, analytics: 0.3 },
  waiting: { care: 0.6, pr: -0.4, analytics: -0.2 },
  wide_reach: { care: 0, pr: 1, analytics: -0.5 },
};

/** Nothing is sorted on less than an even chance. */
const SURE_ENOUGH = 0.5;
/** Sending something for care to analytics is the costliest error, so analytics takes only what is hardly care. */
const CARE_AT_MOST = 0.25;
/** With one of these somebody should look, whatever the rest says. */
const NEVER_ONLY_COUNTED: ReadonlySet<FeatureName> = new Set<FeatureName>([
  "addressed",
  "safety",
  "breach",
  "reference",
]);

export type Scoring = { readonly bucket: Bucket; readonly confidence: number; readonly evidence: readonly Feature[] };

/** The bucket that the features speak for, or `unsorted` when they do not say enough; evidence is what spoke for it, strongest first. */
export function scoreBuckets(features: readonly Feature[]): Scoring {
  const chance = chances(features);
  const best = (Object.keys(BIAS) as Scored[]).reduce((a, b) => (chance[b] > chance[a] ? b : a));
  const mayBeCounted = chance.care <= CARE_AT_MOST && !features.some(({ name }) => NEVER_ONLY_COUNTED.has(name));
  const isSure = chance[best] >= SURE_ENOUGH && (best !== "analytics" || mayBeCounted);
  const weightOf = ({ name }: Feature) => WEIGHTS[name]?.[best] ?? 0;
  return {
    bucket: isSure ? best : "unsorted",
    confidence: Math.round(chance[best] * 100) / 100,
    evidence: features.filter((feature) => weightOf(feature) > 0).toSorted((a, b) => weightOf(b) - weightOf(a)),
  };
}

function chances(features: readonly Feature[]): Record<Scored, number> {
  const total = (bucket: Scored) =>
    features.reduce((sum, { name }) => sum + (WEIGHTS[name]?.[bucket] ?? 0), BIAS[bucket]);
  const care = Math.exp(total("care"));
  const pr = Math.exp(total("pr"));
  const analytics = Math.exp(total("analytics"));
  const sum = care + pr + analytics;
  return { care: care / sum, pr: pr / sum, analytics: analytics / sum };
}
