import type { Leaning } from "./leaning.ts";

/** One thing to learn from: its signs by number, what is thought of it before, and the bucket where it belongs. */
export type Lesson = {
  readonly signs: readonly number[];
  readonly before: Leaning;
  readonly bucket: keyof Leaning;
  /** How much it counts; 1 for an ordinary one. */
  readonly weight: number;
};

export type FitOptions = {
  /** How many signs there are. */
  readonly signs: number;
  readonly rounds: number;
  readonly rate: number;
  /** Pulls each weight to 0 (L2), so that a sign seen once says little. */
  readonly decay: number;
};

const CLASSES = 3;
const PLACES: Readonly<Record<keyof Leaning, number>> = { care: 0, pr: 1, analytics: 2 };

/**
 * Weights of a multinomial logistic model over signs, on top of what was thought before: stochastic gradient descent
 * with AdaGrad's steps (Duchi et al. 2011), in an order that depends on nothing but the number of lessons. Answers three numbers
 * a sign: care, pr, analytics.
 */
export function fitLeanings(lessons: readonly Lesson[], { signs, rounds, rate, decay }: FitOptions): Float64Array {
  const weights = new Float64Array(signs * CLASSES);
  const squares = new Float64Array(signs * CLASSES).fill(1e-8);
  const step = strideOf(lessons.length);
  const odds = new Float64Array(CLASSES);
  for (let round = 0; round < rounds; round += 1) {
    for (let count = 0, at = round % Math.max(1, lessons.length); count < lessons.length; count += 1) {
      const lesson = lessons[at];
      at = (at + step) % lessons.length;
      if (lesson) learn(lesson, { weights, squares, odds, rate, decay });
    }
  }
  return weights;
}

type State = {
  readonly weights: Float64Array;
  readonly squares: Float64Array;
  readonly odds: Float64Array;
  readonly rate: number;
  readonly decay: number;
};

function learn({ signs, before, bucket, weight }: Lesson, { weights, squares, odds, rate, decay }: State): void {
  odds[0] = before.care;
  odds[1] = before.pr;
  odds[2] = before.analytics;
  for (const sign of signs)
    for (let place = 0; place < CLASSES; place += 1)
      odds[place] = (odds[place] ?? 0) + (weights[sign * CLASSES + place] ?? 0);
  toChances(odds);
  for (let place = 0; place < CLASSES; place += 1) {
    const error = ((odds[place] ?? 0) - (PLACES[bucket] === place ? 1 : 0)) * weight;
    for (const sign of signs) {
      const at = sign * CLASSES + place;
      const gradient = error + decay * (weights[at] ?? 0);
      squares[at] = (squares[at] ?? 0) + gradient * gradient;
      weights[at] = (weights[at] ?? 0) - (rate * gradient) / Math.sqrt(squares[at] ?? 1);
    }
  }
}

function toChances(odds: Float64Array): void {
  const most = Math.max(...odds);
  let sum = 0;
  for (let place = 0; place < CLASSES; place += 1) {
    odds[place] = Math.exp((odds[place] ?? 0) - most);
    sum += odds[place] ?? 0;
  }
  for (let place = 0; place < CLASSES; place += 1) odds[place] = (odds[place] ?? 0) / sum;
}

/** A stride that visits every lesson once: near the golden section, and without a common divisor with the count. */
function strideOf(count: number): number {
  let stride = Math.max(1, Math.round(count * 0.618));
  while (commonDivisor(stride, Math.max(1, count)) > 1) stride += 1;
  return stride;
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}
