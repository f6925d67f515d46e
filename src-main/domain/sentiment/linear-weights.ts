import { BUCKETS } from "./hash-features.ts";
import { shapeNames } from "./shape-features.ts";

/** What each feature speaks for: blame and praise, both against neutral, and the tone. */
export const outputNames = ["blame", "praise", "tone"] as const;
export const OUTPUTS = outputNames.length;
export const HASHED_WEIGHTS = BUCKETS * OUTPUTS;
export const SHAPE_WEIGHTS = shapeNames.length * OUTPUTS;

export type LinearWeights = {
  /** For each bucket its outputs, each in its unit. */
  readonly hashed: Int8Array | Float32Array;
  /** One for each output. */
  readonly units: Float32Array;
  /** For each feature of the shape its outputs. */
  readonly shape: Float32Array;
};

/** Adds to `into` what weights say of a post's features: every hashed one, and its shape. */
export function addEvidence(
  { hashed, units, shape }: LinearWeights,
  post: { readonly buckets: Int32Array; readonly shape: Float32Array },
  into: Float64Array,
): void {
  const share = shareOf(post.buckets.length);
  for (let output = 0; output < OUTPUTS; output += 1) {
    let sum = 0;
    for (const bucket of post.buckets) sum += hashed[bucket * OUTPUTS + output]!;
    sum *= share * units[output]!;
    for (let feature = 0; feature < post.shape.length; feature += 1)
      sum += post.shape[feature]! * shape[feature * OUTPUTS + output]!;
    into[output]! += sum;
  }
}

/** What one hashed feature weighs in a post that has so many. */
export function shareOf(count: number): number {
  return 1 / Math.sqrt(Math.max(count, 1));
}

/** The same weights in one byte each; the few that are far larger than all others are cut. */
export function inBytes(weights: LinearWeights): LinearWeights & { readonly hashed: Int8Array } {
  const hashed = new Int8Array(weights.hashed.length);
  const units = new Float32Array(OUTPUTS);
  for (let output = 0; output < OUTPUTS; output += 1) {
    const largest = nearlyLargest(weights, output) || 1;
    units[output] = largest / 127;
    const scale = weights.units[output]! / units[output]!;
    for (let at = output; at < hashed.length; at += OUTPUTS)
      hashed[at] = Math.max(-127, Math.min(127, Math.round(weights.hashed[at]! * scale)));
  }
  return { hashed, units, shape: weights.shape };
}

function nearlyLargest({ hashed, units }: LinearWeights, output: number): number {
  const sizes = new Float32Array(hashed.length / OUTPUTS);
  for (let bucket = 0; bucket < sizes.length; bucket += 1)
    sizes[bucket] = Math.abs(hashed[bucket * OUTPUTS + output]! * units[output]!);
  sizes.sort();
  return sizes[Math.floor(sizes.length * 0.9998)] || sizes.at(-1) || 0;
}
