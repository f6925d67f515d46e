// The shipped scorer of routing: a multinomial logistic model over the signs of domain/routing, with k-fold scores.
import { readFeatures, type Feature, type RoutableMention } from "../src-main/domain/routing/features.ts";
import { fitLeanings, type Lesson } from "../src-main/domain/routing/fit-leanings.ts";
import { chancesOf, mostLikely, noLeaning, type Leaning, type Scored } from "../src-main/domain/routing/leaning.ts";
import { NEVER_ONLY_COUNTED, SURE_ENOUGH } from "../src-main/domain/routing/certainty.ts";
import { shippedSigns } from "../src-main/domain/routing/shipped-signs.ts";

export type RoutedPost = { readonly text: string; readonly bucket: Scored };

type Read = { readonly bucket: Scored; readonly features: readonly Feature[]; readonly signs: readonly string[] };

/** A weight for each sign in thirty-seconds of log-odds: care, PR, analytics. */
export type SignWeights = ReadonlyMap<string, readonly [care: number, pr: number, analytics: number]>;

export const fitting = {
  rounds: 15,
  rate: 0.05,
  decay: 0.004,
  leastSeen: 2,
  weights: { care: 2, pr: 3, analytics: 1 },
  /** Signs that say less are left out. */
  leastWeight: 5,
} as const;
const STEPS = 32;
/** A name of a firm stands here for all of them: what is said of one holds for another. */
const MASK = "firmname";
/** The costliest error: of care, no more may go to analytics than this. */
export const mostCareLost = 0.02;

/** Reads posts as routing would see them; names of invented firms are masked, because some lean to one bucket. */
export function readRoutedPosts(posts: readonly RoutedPost[], brands: readonly string[]): readonly Read[] {
  const names = brandPattern(brands);
  return posts.map(({ text, bucket }) => {
    const masked = text.replace(names, (name) => (name.startsWith("@") ? `@${MASK}` : MASK));
    const mention: RoutableMention = {
      ...{ title: null, text: masked, lang: "en", source: "", network: "microblog", watches: [] },
      ...{ sentiment: null, reach: null, isAddressedToUs: /@\w/.test(text) && !/\bRT @/.test(text) },
    };
    const features = readFeatures(mention);
    return { bucket, features, signs: shippedSigns(mention, features).filter((sign) => !sign.includes(MASK)) };
  });
}

function brandPattern(brands: readonly string[]): RegExp {
  const literal = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", " ?");
  const names = brands.toSorted((a, b) => b.length - a.length).map(literal);
  return new RegExp(`@?(?<![\\p{L}\\p{N}])(?:${names.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

/** Fits, rounds and prunes; the same posts in the same order give the same weights. */
export function fitSigns(posts: readonly Read[]): SignWeights {
  const seen = new Map<string, number>();
  for (const { signs } of posts) for (const sign of signs) seen.set(sign, (seen.get(sign) ?? 0) + 1);
  const kept = [...seen].flatMap(([sign, count]) => (count >= fitting.leastSeen ? [sign] : []));
  const numbers = new Map(kept.map((sign, at) => [sign, at]));
  const lessons = posts.map(({ signs, bucket }): Lesson => {
    const known = signs.flatMap((sign) => numbers.get(sign) ?? []);
    return { signs: known, before: noLeaning, bucket, weight: fitting.weights[bucket] };
  });
  const { rounds, rate, decay } = fitting;
  const weights = fitLeanings(lessons, { signs: kept.length, rounds, rate, decay });
  return new Map(
    kept.flatMap((sign, at) => {
      const [care = 0, pr = 0, analytics = 0] = weights.subarray(at * 3, at * 3 + 3);
      // Only differences count: the mean of the three says nothing.
      const mean = (care + pr + analytics) / 3;
      const rounded = [care, pr, analytics].map((weight) => Math.round((weight - mean) * STEPS));
      if (rounded.every((weight) => Math.abs(weight) < fitting.leastWeight)) return [];
      return [[sign, rounded as [number, number, number]] as const];
    }),
  );
}

function leaningOf(weights: SignWeights, signs: readonly string[]): Leaning {
  let [care, pr, analytics] = [0, 0, 0];
  for (const sign of signs) {
    const weight = weights.get(sign);
    if (!weight) continue;
    care += weight[0] / STEPS;
    pr += weight[1] / STEPS;
    analytics += weight[2] / STEPS;
  }
  return { care, pr, analytics };
}

/** The chances of each post by a model that has not seen it. */
export function heldOutChances(posts: readonly Read[], folds: number): readonly Leaning[] {
  const chances: Leaning[] = Array.from({ length: posts.length }, () => noLeaning);
  for (let fold = 0; fold < folds; fold += 1) {
    const weights = fitSigns(posts.filter((_, at) => at % folds !== fold));
    posts.forEach(({ signs }, at) => {
      if (at % folds === fold) chances[at] = chancesOf(leaningOf(weights, signs));
    });
  }
  return chances;
}

export type Confusion = Readonly<Record<Scored, Readonly<Record<Scored | "unsorted", number>>>>;
export type HeldOut = {
  readonly careAtMost: number;
  readonly right: number;
  readonly wrong: number;
  readonly unsorted: number;
  readonly careToAnalytics: number;
  readonly confusion: Confusion;
};

/** The most generous limit on care's chance that still loses no more care to analytics than allowed. */
export function chooseLimit(posts: readonly Read[], chances: readonly Leaning[]): HeldOut {
  for (let careAtMost = 0.3; careAtMost > 0; careAtMost = Math.round((careAtMost - 0.005) * 1000) / 1000) {
    const score = scoreAt(posts, chances, careAtMost);
    if (score.careToAnalytics <= mostCareLost) return score;
  }
  return scoreAt(posts, chances, 0);
}

function scoreAt(posts: readonly Read[], chances: readonly Leaning[], careAtMost: number): HeldOut {
  const none = () => ({ care: 0, pr: 0, analytics: 0, unsorted: 0 });
  const confusion = { care: none(), pr: none(), analytics: none() };
  posts.forEach(({ bucket, features }, at) => {
    const chance = chances[at] ?? noLeaning;
    const best = mostLikely(chance);
    const mayCount = chance.care <= careAtMost && !features.some(({ name }) => NEVER_ONLY_COUNTED.has(name));
    const isSure = chance[best] >= SURE_ENOUGH && (best !== "analytics" || mayCount);
    confusion[bucket][isSure ? best : "unsorted"] += 1;
  });
  const share = (count: number) => Math.round((count / posts.length) * 1000) / 1000;
  const right = confusion.care.care + confusion.pr.pr + confusion.analytics.analytics;
  const unsorted = confusion.care.unsorted + confusion.pr.unsorted + confusion.analytics.unsorted;
  const care = Object.values(confusion.care).reduce((sum, count) => sum + count, 0);
  return {
    careAtMost,
    right: share(right),
    wrong: share(posts.length - right - unsorted),
    unsorted: share(unsorted),
    careToAnalytics: Math.round((confusion.care.analytics / care) * 10_000) / 10_000,
    confusion,
  };
}
