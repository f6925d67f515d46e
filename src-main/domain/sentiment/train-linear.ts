import { BUCKETS } from "./hash-features.ts";
import { HASHED_WEIGHTS, OUTPUTS as GIVEN, SHAPE_WEIGHTS, type LinearWeights } from "./linear-weights.ts";
import { shapeNames } from "./shape-features.ts";

/** Learned with neutral as an output of its own, beside negative, positive and the tone. */
const OUTPUTS = 4;

/** A post to learn from, as features. */
export type Example = {
  readonly buckets: Int32Array;
  readonly shape: Float32Array;
  /** How sure people are that it is negative, neutral, positive; 1 in all. */
  readonly target: readonly number[];
  readonly weight: number;
  /** −1..1 as people rated it; null where nobody did. */
  readonly tone: number | null;
  readonly toneWeight: number;
  /** Evidence for negative, neutral, positive and the tone that another model gives already; what is learned is added to it. */
  readonly offset: readonly number[] | null;
};

export type Training = {
  readonly epochs: number;
  /** Step of the hashed features and of the shape's. */
  readonly rate: number;
  readonly shapeRate: number;
  /** Step of the hashed features for the tone, which has one question less to answer. */
  readonly toneRate: number;
  /** Pull towards nothing. */
  readonly decay: number;
  readonly shapeDecay: number;
  /** How many of the last epochs are averaged. */
  readonly averaged: number;
};

const LABELS = 3;

/**
 * Logistic regression over three labels and a linear one for the tone, by AdaGrad over shuffled examples. The order comes from a fixed seed: the same
 * examples give the same weights, bit for bit.
 */
export function trainLinear(examples: readonly Example[], training: Training): LinearWeights {
  const now = emptyWeights();
  const steps = {
    hashed: new Float32Array(now.hashed.length).fill(1e-4),
    shape: new Float32Array(now.shape.length).fill(1e-2),
  };
  const mean = emptyWeights();
  const order = Int32Array.from(examples, (_, at) => at);
  const random = lottery();
  const averaged = Math.min(training.averaged, training.epochs);
  for (let epoch = 0; epoch < training.epochs; epoch += 1) {
    shuffle(order, random);
    for (const at of order) learn(examples[at] as Example, { now, steps, training });
    if (epoch < training.epochs - averaged) continue;
    addTo(mean.hashed, now.hashed, 1 / averaged);
    addTo(mean.shape, now.shape, 1 / averaged);
  }
  return againstNeutral(mean);
}

function emptyWeights(): Pair {
  return { hashed: new Float32Array(BUCKETS * OUTPUTS), shape: new Float32Array(shapeNames.length * OUTPUTS) };
}

/** What is said for all three labels at once says nothing: negative and positive are given against neutral. */
function againstNeutral(learned: Pair): LinearWeights {
  const given = { hashed: new Float32Array(HASHED_WEIGHTS), shape: new Float32Array(SHAPE_WEIGHTS) };
  for (const part of ["hashed", "shape"] as const) {
    const [from, into] = [learned[part], given[part]];
    // By hand: an array for each of so many features would cost more than the learning.
    for (let at = 0, own = 0; at < into.length; at += GIVEN, own += OUTPUTS) {
      into[at] = from[own]! - from[own + 1]!;
      into[at + 1] = from[own + 2]! - from[own + 1]!;
      into[at + 2] = from[own + 3]!;
    }
  }
  return { ...given, units: new Float32Array(GIVEN).fill(1) };
}

type Pair = { readonly hashed: Float32Array; readonly shape: Float32Array };
type State = { readonly now: Pair; readonly steps: Pair; readonly training: Training };

const evidence = new Float64Array(OUTPUTS);
const slope = new Float64Array(OUTPUTS);

function learn(example: Example, { now, steps, training }: State): void {
  const { buckets, shape } = example;
  const share = 1 / Math.sqrt(Math.max(buckets.length, 1));
  evidence.fill(0);
  for (const bucket of buckets)
    for (let output = 0, from = bucket * OUTPUTS; output < OUTPUTS; output += 1)
      evidence[output]! += now.hashed[from + output]! * share;
  for (let feature = 0; feature < shape.length; feature += 1) {
    const value = shape[feature]!;
    if (value === 0) continue;
    for (let output = 0, from = feature * OUTPUTS; output < OUTPUTS; output += 1)
      evidence[output]! += now.shape[from + output]! * value;
  }
  slopeAt(example);
  const { rate, decay, shapeRate, shapeDecay, toneRate } = training;
  for (const bucket of buckets) {
    const from = bucket * OUTPUTS;
    for (let output = 0; output < OUTPUTS; output += 1)
      step(
        now.hashed,
        steps.hashed,
        from + output,
        slope[output]! * share + decay * now.hashed[from + output]!,
        output === LABELS ? toneRate : rate,
      );
  }
  for (let feature = 0; feature < shape.length; feature += 1) {
    const value = shape[feature]!;
    if (value === 0) continue;
    const from = feature * OUTPUTS;
    for (let output = 0; output < OUTPUTS; output += 1)
      step(
        now.shape,
        steps.shape,
        from + output,
        slope[output]! * value + shapeDecay * now.shape[from + output]!,
        shapeRate,
      );
  }
}

function slopeAt({ target, weight, tone, toneWeight, offset }: Example): void {
  if (offset !== null) for (let output = 0; output < OUTPUTS; output += 1) evidence[output]! += offset[output] ?? 0;
  const most = Math.max(evidence[0]!, evidence[1]!, evidence[2]!);
  let sum = 0;
  for (let output = 0; output < LABELS; output += 1) sum += slope[output] = Math.exp(evidence[output]! - most);
  for (let output = 0; output < LABELS; output += 1)
    slope[output] = (slope[output]! / sum - (target[output] ?? 0)) * weight;
  slope[LABELS] = tone === null ? 0 : (evidence[LABELS]! - tone) * toneWeight;
}

function step(weights: Float32Array, steps: Float32Array, at: number, slopeHere: number, rate: number): void {
  if (slopeHere === 0) return;
  steps[at]! += slopeHere * slopeHere;
  weights[at]! -= (rate * slopeHere) / Math.sqrt(steps[at]!);
}

function addTo(sum: Float32Array, values: Float32Array, share: number): void {
  for (let at = 0; at < sum.length; at += 1) sum[at]! += values[at]! * share;
}

/** Numbers 0..1 from a fixed seed. */
function lottery(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
}
