import { cellCount, slotsADay, slotsAnHour } from "./timeline.ts";
import type { Timeline } from "./timeline.ts";
import type { Expected } from "./negative-binomial.ts";

/** The windows (hours) in which counts are judged. */
export const windowHours = [1, 3, 24] as const;

/** What is usual is taken from so many days, which end a day before the moment that is judged. */
export const baselineDays = 28;
/** From so many days on the noise of the series itself is known; until then counts are taken for Poisson. */
export const knownDays = 14;

/** One series of counts over a timeline. */
export type Series = {
  readonly counts: ArrayLike<number>;
  /** 1 where an alarm ran that people did not call none: such slots say nothing about what is usual. */
  readonly alarmed: ArrayLike<number>;
};

/**
 * Variance over mean of a count is `base + slope * mean`; 1 and 0 = Poisson. People who post in bouts raise the base, days
 * and hours that go up and down as a whole raise the slope.
 */
export type Noise = { readonly base: number; readonly slope: number };

/** What is usual of one series. */
export type Baseline = {
  /** Mean per slot, by cell (hour of the day, weekday or weekend). */
  readonly means: Float64Array;
  /** How surely each is known: the shape of its gamma posterior. */
  readonly shapes: Float64Array;
  /** The noise of counts in windows of 1, 3 and 24 hours. */
  readonly noise: readonly Noise[];
  /** Shape of the posterior of the whole. */
  readonly wholeShape: number;
  readonly heardDays: number;
};

/** How posts fall over the day where nothing else is known yet; its mean is 1. */
const usualDay = Float64Array.from(
  [
    0.35, 0.25, 0.2, 0.15, 0.15, 0.25, 0.5, 0.9, 1.2, 1.35, 1.4, 1.4, 1.45, 1.4, 1.35, 1.35, 1.35, 1.4, 1.45, 1.5, 1.5,
    1.35, 1.0, 0.65,
  ],
  (share, _at) => share / 1.0354,
);

/** How much is held of the first guess: of the shape of the day, of the hour within its kind of day, of the kind of day. */
const priorShapes = { hour: 3, cell: 6, kind: 12, whole: 1 } as const;
/** Before anything is known a series brings about one an hour. */
const priorPerSlot = 1 / slotsAnHour;
/** The days that count as seen with Poisson noise before the first. */
const poissonDays = 7;

type Range = { readonly from: number; readonly to: number };

/**
 * What is usual, from the slots `from` to `to` (excluded): gamma-Poisson means by hour and kind of day, shrunk towards the
 * hour's mean, the day's shape and the whole, and the dispersion of what is left (Farrington 1996, Noufaily 2013: an
 * over-dispersed count against the same hours of the weeks before, without past outbreaks).
 */
export function baselineOf(timeline: Timeline, series: Series, range: Range): Baseline {
  const sums = new Float64Array(cellCount);
  const slots = new Float64Array(cellCount);
  for (let at = Math.max(0, range.from); at < range.to; at += 1) {
    if (timeline.heard[at] !== 1 || series.alarmed[at] === 1) continue;
    const cell = timeline.cells[at] ?? 0;
    sums[cell] = (sums[cell] ?? 0) + (series.counts[at] ?? 0);
    slots[cell] = (slots[cell] ?? 0) + 1;
  }
  const heardDays = total(slots) / slotsADay;
  const first = meansOf(sums, slots, 1);
  if (heardDays < knownDays) return { ...first, noise: quiet, wholeShape: priorShapes.whole + total(sums), heardDays };
  const noise = noiseOf(timeline, series, { ...range, means: first.means });
  const [hourly = poissonNoise, , daily = poissonNoise] = noise;
  const perHour = (total(sums) / total(slots)) * slotsAnHour;
  const final = meansOf(sums, slots, hourly.base + hourly.slope * perHour);
  const wholeShape = priorShapes.whole + total(sums) / (daily.base + daily.slope * perHour * 24);
  return { ...final, noise, wholeShape, heardDays };
}

const poissonNoise: Noise = { base: 1, slope: 0 };
const quiet: readonly Noise[] = windowHours.map(() => poissonNoise);

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

type Means = { readonly means: Float64Array; readonly shapes: Float64Array };

function meansOf(sums: Float64Array, slots: Float64Array, noise: number): Means {
  const whole = (priorShapes.whole + total(sums)) / (priorShapes.whole / priorPerSlot + total(slots));
  const hours = usualDay.map((share, hour) => {
    const [x, n] = [(sums[hour] ?? 0) + (sums[hour + 24] ?? 0), (slots[hour] ?? 0) + (slots[hour + 24] ?? 0)];
    const guess = whole * share;
    return (priorShapes.hour + x / noise) / (priorShapes.hour / guess + n / noise);
  });
  const kinds = [0, 24].map((from) => {
    const expected = hours.reduce((sum, mean, hour) => sum + mean * (slots[from + hour] ?? 0), 0);
    const heard = hours.reduce((sum, _mean, hour) => sum + (sums[from + hour] ?? 0), 0);
    return (priorShapes.kind + heard / noise) / (priorShapes.kind + expected / noise);
  });
  const shapes = sums.map((sum) => priorShapes.cell + sum / noise);
  const means = sums.map((sum, cell) => {
    const guess = (hours[cell % 24] ?? 0) * (kinds[cell < 24 ? 0 : 1] ?? 1);
    return (priorShapes.cell + sum / noise) / (priorShapes.cell / guess + (slots[cell] ?? 0) / noise);
  });
  return { means, shapes };
}

/**
 * The noise in windows side by side: squared residuals over the mean, against the mean, by weighted least squares, neither
 * part below nothing; shrunk towards Poisson. Windows of a day have means too alike for a slope of their own.
 */
function noiseOf(
  timeline: Timeline,
  series: Series,
  { from, to, means }: Range & { readonly means: Float64Array },
): readonly Noise[] {
  return windowHours.map((hours) => {
    const length = hours * slotsAnHour;
    const points: { readonly mean: number; readonly over: number }[] = [];
    for (let end = to; end - length >= Math.max(0, from); end -= length) {
      const { count, mean, heard } = windowAt(timeline, series, { means, end, length });
      if (heard >= length * leastHeard && mean > 0) points.push({ mean, over: (count - mean) ** 2 / mean });
    }
    const windows = points.length;
    // The means were fitted to the same counts: each cell takes its part of the freedom away.
    const free = windows / Math.max(1, windows - Math.min(cellCount / hours, windows / 3));
    // So few windows make a guess of their noise; the upper edge of it is what must not alarm.
    const edge = 1 + Math.sqrt(2 / Math.max(windows, 1)) / 2;
    const { base, slope } = hours === 24 ? levelOf(points) : lineOf(points);
    const days = (windows * hours) / 24;
    const held = days / (days + poissonDays);
    return {
      base: Math.max(1, (base * free * held + (1 - held)) * edge),
      // Held in the line already, by how much the hours tell of it: where many are usual it is most of the variance.
      slope: Math.max(0, slope * free * edge),
    };
  });
}

type Points = readonly { readonly mean: number; readonly over: number }[];

function levelOf(points: Points): Noise {
  const base = points.reduce((sum, { over }) => sum + over, 0) / Math.max(1, points.length);
  return { base, slope: 0 };
}

/** A whole hour does not go up and down by more than about two thirds; few posts would make it look so. */
const steepest = 0.4;

/**
 * What a slope is held to nothing by: the variance of a point (twice the square of its base, about 4) over that of slopes
 * (0.15 squared). The many hours of a busy series outweigh it; of a quiet one, whose hours tell little, the base takes it.
 */
const slopeDoubt = 180;

/** A line through the points; where it would fall, or begin below Poisson, the part that may not be less is held. */
function lineOf(points: Points): Noise {
  let [w, wx, wy, wxx, wxy] = [0, 0, 0, 0, 0];
  for (const { mean: x, over: y } of points) {
    // What is read off a point is the less sure the fewer posts it rests on, and the noisier it may be.
    const weight = x / (x + 0.5) / (1 + x / 10) ** 2;
    w += weight;
    wx += weight * x;
    wy += weight * y;
    wxx += weight * x * x;
    wxy += weight * x * y;
  }
  const spread = w * wxx - wx * wx;
  const measured = (w * wxy - wx * wy) / (spread + slopeDoubt * Math.max(w, 1e-9));
  if (measured <= 0) return { base: wy / Math.max(w, 1e-9), slope: 0 };
  const slope = Math.min(measured, steepest);
  const base = (wy - slope * wx) / w;
  return base >= 1 ? { base, slope } : { base: 1, slope: Math.min(steepest, Math.max(0, (wxy - wx) / wxx)) };
}

/** A window is judged when at least this share of it was listened to. */
export const leastHeard = 0.5;

type WindowOf = { readonly means: Float64Array; readonly end: number; readonly length: number };

/** What a window that ends before slot `end` holds, and what it should: only of slots that were listened to. */
export function windowAt(
  { cells, heard }: Pick<Timeline, "cells" | "heard">,
  { counts, alarmed }: Series,
  { means, end, length }: WindowOf,
): { readonly count: number; readonly mean: number; readonly heard: number } {
  let [count, mean, listened] = [0, 0, 0];
  for (let at = end - length; at < end; at += 1) {
    if (heard[at] !== 1 || alarmed[at] === 1) continue;
    count += counts[at] ?? 0;
    mean += means[cells[at] ?? 0] ?? 0;
    listened += 1;
  }
  return { count, mean, heard: listened };
}

/** Mean and variance to expect of the window that ends before slot `end`; null when too little of it was listened to. */
export function expectedAt(
  { cells, heard }: Pick<Timeline, "cells" | "heard">,
  { means, shapes, noise, wholeShape }: Baseline,
  { end, hours }: { readonly end: number; readonly hours: (typeof windowHours)[number] },
): Expected | null {
  const length = hours * slotsAnHour;
  let [mean, doubt, listened] = [0, 0, 0];
  let at = Math.max(0, end - length);
  while (at < end) {
    const cell = cells[at] ?? 0;
    let inCell = 0;
    for (; at < end && cells[at] === cell; at += 1) if (heard[at] === 1) inCell += 1;
    const part = inCell * (means[cell] ?? 0);
    mean += part;
    doubt += (part * part) / (shapes[cell] ?? 1);
    listened += inCell;
  }
  if (listened < length * leastHeard) return null;
  const { base, slope } = noise[windowHours.indexOf(hours)] ?? poissonNoise;
  return { mean, variance: (base + slope * mean) * mean + doubt + (mean * mean) / wholeShape };
}
