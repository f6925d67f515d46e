import { baselineDays, expectedAt, knownDays, windowHours } from "./baseline.ts";
import type { Baseline, Series } from "./baseline.ts";
import { upperBound, upperTail } from "./negative-binomial.ts";
import type { Expected } from "./negative-binomial.ts";
import type { Limits } from "./sensitivity.ts";
import { slotsADay, slotsAnHour } from "./timeline.ts";
import type { Timeline } from "./timeline.ts";

/** From when on a window of these hours is judged: before, the desk knows too little to call anything usual. */
const leastDays = { 1: 1, 3: 1, 24: 3 } as const;

/**
 * Up to so many usual posts in a window the limit holds in full: such windows are rare in a busy week, and half of their
 * chances are lost on whole numbers. Where more are usual, all windows of the week share it.
 */
const fewPosts = 4;
/**
 * How much of the limit a window of these hours may use. A week has three times as many hours as stretches of three, and what
 * matters lasts longer than an hour: the longer windows get the larger part. How noisy whole days are is known from 28 of
 * them only, and what follows an event is no new one.
 */
const lengthShares = { 1: 1, 3: 4, 24: 0.1 } as const;
/** What began so long (hours) before a window is looked for. */
const onsetHours = 3;

/** While the noise of a series is not known a handful of posts is no spike: how few hours hold them is mostly guessed. */
const leastOfYoung = 8;

/** What may not be reached in a window. */
export type WindowBound = {
  readonly hours: (typeof windowHours)[number];
  readonly expected: Expected;
  readonly bound: number;
};

/** A window that holds too many. `bound` is the smallest count that is. */
export type Spike = {
  readonly hours: (typeof windowHours)[number];
  readonly count: number;
  readonly mean: number;
  readonly bound: number;
  readonly p: number;
};

/** The slots that a moment is judged by: 28 days that end a day before it. */
export function baselineRange(end: number): { readonly from: number; readonly to: number } {
  return { from: end - (baselineDays + 1) * slotsADay, to: end - slotsADay };
}

export type BoundsOf = {
  readonly timeline: Timeline;
  readonly baseline: Baseline;
  /** The slot after the last of the window. */
  readonly end: number;
  readonly limits: Limits;
  /** What people taught: the bound stands higher by this factor. */
  readonly taught: number;
};

/** The bounds of the windows that end before slot `end`; a window that was not listened to has none. */
export function boundsAt(of: BoundsOf): readonly WindowBound[] {
  return windowHours.flatMap((hours) => {
    const expected = expectedOf(of, hours);
    return expected === null ? [] : [{ hours, expected, bound: boundOf(of, { hours, expected }) }];
  });
}

/** The windows that end before slot `end` and hold too many, surest first. */
export function spikesAt({ counts }: Pick<Series, "counts">, of: BoundsOf): readonly Spike[] {
  const spikes: Spike[] = [];
  for (const hours of windowHours) {
    let count = 0;
    for (let at = Math.max(0, of.end - hours * slotsAnHour); at < of.end; at += 1) count += counts[at] ?? 0;
    if (count < of.limits.least) continue;
    const expected = expectedOf(of, hours);
    if (expected === null || count < leastOf(of, { hours, expected })) continue;
    const bound = boundOf(of, { hours, expected });
    if (count >= bound) spikes.push({ hours, count, mean: expected.mean, bound, p: upperTail(expected, count) });
  }
  return spikes.toSorted((a, b) => a.p - b.p);
}

type Hours = (typeof windowHours)[number];
type Judged = { readonly hours: Hours; readonly expected: Expected };

function expectedOf({ timeline, baseline, end }: BoundsOf, hours: Hours): Expected | null {
  return baseline.heardDays < leastDays[hours] ? null : expectedAt(timeline, baseline, { end, hours });
}

/** What has to be reached however certain it is. */
function leastOf({ limits, baseline }: BoundsOf, { hours, expected }: Judged): number {
  const ratio = hours === 24 ? limits.leastDayRatio : limits.leastRatio;
  const least = baseline.heardDays < knownDays ? Math.max(limits.least, leastOfYoung) : limits.least;
  return Math.max(least, Math.ceil(expected.mean * ratio));
}

function boundOf(of: BoundsOf, { hours, expected }: Judged): number {
  const share = Math.min(1, fewPosts / expected.mean) * lengthShares[hours];
  const certain = upperBound(expected, of.limits.p * share);
  return Math.max(leastOf(of, { hours, expected }), Math.ceil(certain * of.taught));
}

/** When what is going on began: from the slot on from which most came beyond what was expected. */
export function onsetOf(
  { cells, heard }: Pick<Timeline, "cells" | "heard">,
  { counts }: Pick<Series, "counts">,
  { baseline, end, hours }: { readonly baseline: Baseline; readonly end: number; readonly hours: number },
): number {
  let [excess, most, onset] = [0, 0, Math.max(0, end - hours * slotsAnHour)];
  const earliest = Math.max(0, end - (hours + onsetHours) * slotsAnHour);
  for (let at = end - 1; at >= earliest; at -= 1) {
    const mean = heard[at] === 1 ? (baseline.means[cells[at] ?? 0] ?? 0) : 0;
    excess += (counts[at] ?? 0) - mean;
    // A quiet hour before does not belong to it.
    if (excess <= most || (counts[at] ?? 0) === 0) continue;
    most = excess;
    onset = at;
  }
  return onset;
}
