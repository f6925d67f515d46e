import type { Bucket } from "../../contract/values.ts";
import { signsOf, type DeskScorer, type LearnedSign } from "./desk-leaning.ts";
import { readFeatures, type RoutableMention } from "./features.ts";
import { fitLeanings, type Lesson } from "./fit-leanings.ts";
import { scored, type Scored } from "./leaning.ts";
import { scoreBuckets } from "./scorer.ts";
import type { ShippedScorer } from "./shipped-scorer.ts";

export type { DeskScorer } from "./desk-leaning.ts";

/** A story that a person put into a bucket, as routing saw it. Moves to unsorted say only that somebody was unsure: leave them out. */
export type Move = { readonly mention: RoutableMention; readonly bucket: Scored };

/** What was seen once may be chance; a source or a network says something of all that comes from it, so it needs more. */
const LEAST_SEEN = { word: 2, other: 5 } as const;
const MOST_SIGNS = 6000;
const FIT = { rounds: 12, rate: 0.15, decay: 0.02 } as const;

/**
 * Learns from moves what to add to the shipped scorer. The same moves in the same order give the same scorer; a thousand
 * take well under a second.
 */
export function trainDeskScorer(shipped: ShippedScorer, moves: readonly Move[]): DeskScorer {
  const read = moves.map(({ mention, bucket }) => {
    const features = readFeatures(mention);
    return { bucket, before: shipped.lean(mention, features), signs: signsOf(mention, features) };
  });
  const counts = new Map<string, [care: number, pr: number, analytics: number]>();
  for (const { signs, bucket } of read) {
    for (const sign of signs) {
      const count = counts.get(sign) ?? [0, 0, 0];
      count[scored.indexOf(bucket)] = (count[scored.indexOf(bucket)] ?? 0) + 1;
      counts.set(sign, count);
    }
  }
  const total = (sign: string) => (counts.get(sign) ?? []).reduce((sum, count) => sum + count, 0);
  const kept = [...counts.keys()]
    .filter((sign) => total(sign) >= (sign.startsWith("w:") ? LEAST_SEEN.word : LEAST_SEEN.other))
    .toSorted((a, b) => total(b) - total(a) || (a < b ? -1 : 1))
    .slice(0, MOST_SIGNS);
  const numbers = new Map(kept.map((sign, at) => [sign, at]));
  const lessons = read.map(({ signs, before, bucket }): Lesson => {
    const known = signs.flatMap((sign) => numbers.get(sign) ?? []);
    return { signs: known, before, bucket, weight: 1 };
  });
  const weights = fitLeanings(lessons, { signs: kept.length, ...FIT });
  const learned = kept.map((sign, at): [string, LearnedSign] => {
    const [care = 0, pr = 0, analytics = 0] = weights.subarray(at * 3, at * 3 + 3);
    return [sign, [rounded(care), rounded(pr), rounded(analytics), ...(counts.get(sign) ?? [0, 0, 0])]];
  });
  return { version: 1, moves: moves.length, signs: Object.fromEntries(learned) };
}

// Without a minus zero, which JSON does not know.
const rounded = (weight: number) => Math.round(weight * 1000) / 1000 || 0;

/** How a scorer does on moves that it has not seen. */
export type DeskScore = {
  readonly right: number;
  readonly wrong: number;
  /** Left to people: neither right nor wrong. */
  readonly unsorted: number;
  /** Right of all, 0..1. */
  readonly accuracy: number;
  /** Of the moves to care: how many it sends to care's costliest place, analytics, 0..1; null without any such move. */
  readonly careToAnalytics: number | null;
};

export type DeskJudgement = {
  readonly moves: number;
  readonly folds: number;
  readonly shipped: DeskScore;
  readonly desk: DeskScore;
  /** What each said of every move, in their order. */
  readonly held: readonly { readonly shipped: Bucket; readonly desk: Bucket }[];
  readonly isUsed: boolean;
  /** What decided whether the desk's scorer is used. */
  readonly because: "too_few" | "not_better" | "loses_care" | "better";
};

/** Fewer moves than this cannot be judged. */
export const leastMoves = 20;
const FOLDS = 5;
/** One chance in twenty of a normal distribution. */
const LUCK = 1.645;

/**
 * Scores every move by a desk scorer that was trained without it (k-fold), beside the shipped one. A desk scorer that is not
 * better, or that sends more care to analytics, is not to be used.
 */
export function judgeDeskScorer(shipped: ShippedScorer, moves: readonly Move[]): DeskJudgement {
  const folds = Math.min(FOLDS, Math.max(2, moves.length));
  const before = moves.map(({ mention }) => scoreBuckets(mention, readFeatures(mention)).bucket);
  const after = [...before];
  for (let fold = 0; fold < folds && moves.length >= leastMoves; fold += 1) {
    const scorer = trainDeskScorer(
      shipped,
      moves.filter((_, at) => at % folds !== fold),
    );
    moves.forEach(({ mention }, at) => {
      if (at % folds === fold) after[at] = scoreBuckets(mention, readFeatures(mention), scorer).bucket;
    });
  }
  const scores = { shipped: scoreOf(moves, before), desk: scoreOf(moves, after) };
  const because = verdictOf(moves, { ...scores, before, after });
  const held = moves.map((_, at) => ({ shipped: before[at] ?? "unsorted", desk: after[at] ?? "unsorted" }));
  return { moves: moves.length, folds, ...scores, held, isUsed: because === "better", because };
}

type Said = Scored | "unsorted" | undefined;
type Judging = Pick<DeskJudgement, "shipped" | "desk"> & {
  readonly before: readonly Said[];
  readonly after: readonly Said[];
};

function verdictOf(moves: readonly Move[], { shipped, desk, before, after }: Judging): DeskJudgement["because"] {
  if (moves.length < leastMoves) return "too_few";
  if ((desk.careToAnalytics ?? 0) > (shipped.careToAnalytics ?? 0)) return "loses_care";
  const gains = moves.map(({ bucket }, at) => worthOf(bucket, after[at]) - worthOf(bucket, before[at]));
  const won = gains.filter((gain) => gain > 0).length;
  const lost = gains.filter((gain) => gain < 0).length;
  // McNemar's test, one-sided: more won than chance alone would win.
  const isBeyondLuck = won - lost > LUCK * Math.sqrt(won + lost);
  return isBeyondLuck && desk.right >= shipped.right ? "better" : "not_better";
}

/** Leaving a mention to people is better than sending it wrong. */
function worthOf(bucket: Scored, said: Said): number {
  if (said === bucket) return 1;
  return said === "unsorted" ? 0 : -1;
}

function scoreOf(moves: readonly Move[], said: readonly Said[]): DeskScore {
  const right = moves.filter(({ bucket }, at) => said[at] === bucket).length;
  const unsorted = said.filter((bucket) => bucket === "unsorted").length;
  const care = moves.flatMap(({ bucket }, at) => (bucket === "care" ? [said[at]] : []));
  const lost = care.filter((bucket) => bucket === "analytics").length;
  return {
    right,
    wrong: moves.length - right - unsorted,
    unsorted,
    accuracy: moves.length === 0 ? 0 : right / moves.length,
    careToAnalytics: care.length === 0 ? null : lost / care.length,
  };
}
