import { baselineDays } from "./baseline.ts";
import type { Limits } from "./sensitivity.ts";
import { slotsADay, slotsAnHour } from "./timeline.ts";
import type { Timeline } from "./timeline.ts";

/** The windows (hours) in which the tone is judged: in one hour too little is said. */
const dipHours = [3, 24] as const;
/** Fewer posts with a sure tone say nothing about a share. */
const leastPosts = 10;
/** The lower edge of the share's band must lie above the usual by so much: what is certain but small is no news. */
const leastRise = 0.1;
const leastDays = 7;
/** So many posts are held of the first guess, that a quarter of them is negative. */
const prior = { negative: 2, posts: 8 } as const;

/** How many posts have a sure tone, and how many of those are negative. */
export type Tone = { readonly sure: ArrayLike<number>; readonly negative: ArrayLike<number> };

/** Shares are 0 to 1; `bound` is the smallest share of `n` posts that is too large. */
export type Dip = {
  readonly hours: (typeof dipHours)[number];
  readonly n: number;
  readonly share: number;
  readonly usual: number;
  readonly bound: number;
  readonly p: number;
};

export type DipOf = {
  readonly timeline: Timeline;
  readonly tone: Tone;
  readonly alarmed: ArrayLike<number>;
  readonly end: number;
  readonly limits: Limits;
  readonly taught: number;
};

/**
 * The windows that end before slot `end` in which more is negative than usual: beta-binomial against the days before, whose
 * own ups and downs make the band wider, and the lower edge of Wilson's 99.9 % band clear above the usual.
 */
export function dipsAt({ timeline, tone, alarmed, end, limits, taught }: DipOf): readonly Dip[] {
  const days = daysOf(timeline, { tone, alarmed, end });
  if (days.length < leastDays) return [];
  const [sure, negative] = [sumOf(days.map((day) => day.n)), sumOf(days.map((day) => day.k))];
  const usual = (prior.negative + negative) / (prior.posts + sure);
  const strength = Math.min(strengthOf(days, usual), prior.posts + sure);
  const dips = dipHours.flatMap((hours): Dip[] => {
    const { n, k } = sumIn(timeline, { tone, alarmed: null }, { from: end - hours * slotsAnHour, to: end });
    if (n < leastPosts) return [];
    const bound = Math.ceil(boundOf({ n, a: usual * strength, b: (1 - usual) * strength }, limits.p) * taught);
    if (k < bound || wilsonLow(k, n) < usual + leastRise) return [];
    const p = betaBinomialTail({ n, a: usual * strength, b: (1 - usual) * strength }, k);
    return [{ hours, n, share: k / n, usual, bound: bound / n, p }];
  });
  return dips.toSorted((a, b) => a.p - b.p);
}

type Counted = { readonly n: number; readonly k: number };

function daysOf(
  timeline: Timeline,
  { tone, alarmed, end }: { readonly tone: Tone; readonly alarmed: ArrayLike<number>; readonly end: number },
): readonly Counted[] {
  const days = Array.from({ length: baselineDays }, (_, at) => {
    const to = end - (at + 1) * slotsADay;
    return sumIn(timeline, { tone, alarmed }, { from: to - slotsADay, to });
  });
  return days.filter(({ n }) => n > 0);
}

function sumIn(
  { heard }: Timeline,
  { tone, alarmed }: { readonly tone: Tone; readonly alarmed: ArrayLike<number> | null },
  { from, to }: { readonly from: number; readonly to: number },
): Counted {
  let [n, k] = [0, 0];
  for (let at = Math.max(0, from); at < to; at += 1) {
    if (heard[at] !== 1 || alarmed?.[at] === 1) continue;
    n += tone.sure[at] ?? 0;
    k += tone.negative[at] ?? 0;
  }
  return { n, k };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** a + b of the beta that the days' shares were drawn from, by their spread beyond chance; large = no days of their own. */
function strengthOf(days: readonly Counted[], share: number): number {
  const chance = share * (1 - share);
  const [squares, freedom] = [
    sumOf(days.map(({ n, k }) => (k - n * share) ** 2 / n)),
    sumOf(days.map(({ n }) => n - 1)),
  ];
  const beyond = (squares / chance - days.length) / Math.max(1, freedom);
  return beyond <= 0.002 ? 500 : Math.max(4, 1 / beyond - 1);
}

type Beta = { readonly n: number; readonly a: number; readonly b: number };

/** P(X >= k) of n posts. */
function betaBinomialTail({ n, a, b }: Beta, count: number): number {
  let below = 0;
  for (const { k, chance } of betaBinomial({ n, a, b })) {
    if (k >= count) break;
    below += chance;
  }
  return Math.max(1e-14, 1 - below);
}

function boundOf({ n, a, b }: Beta, p: number): number {
  let below = 0;
  for (const { k, chance } of betaBinomial({ n, a, b })) {
    if (1 - below < p) return k;
    below += chance;
  }
  return n + 1;
}

function* betaBinomial({ n, a, b }: Beta): Generator<{ readonly k: number; readonly chance: number }> {
  let log = 0;
  for (let at = 0; at < n; at += 1) log += Math.log((b + at) / (a + b + at));
  for (let k = 0; k <= n; k += 1) {
    yield { k, chance: Math.exp(log) };
    log += Math.log((((n - k) / (k + 1)) * (a + k)) / Math.max(1e-9, b + n - k - 1));
  }
}

/** Lower edge of Wilson's band at 99.9 % (Wilson 1927). */
function wilsonLow(k: number, n: number): number {
  const z = 3.09;
  const share = k / n;
  const middle = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return (middle - half) / (1 + (z * z) / n);
}
