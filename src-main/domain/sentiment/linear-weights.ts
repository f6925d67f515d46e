import { BUCKETS } from "./hash-features.ts";
import type { PostFeatures } from "./post-features.ts";
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

type Weighed = Pick<PostFeatures, "count" | "buckets" | "shape">;

/** Adds a post's evidence to `into`, by the order of `outputNames`. Long posts do not shout louder than short ones. */
export function addEvidence({ hashed, units, shape }: LinearWeights, post: Weighed, into: Float64Array): void {
  const { buckets, count } = post;
  let blame = 0;
  let praise = 0;
  let tone = 0;
  for (let at = 0; at < count; at += 1) {
    const from = buckets[at]! * OUTPUTS;
    blame += hashed[from]!;
    praise += hashed[from + 1]!;
    tone += hashed[from + 2]!;
  }
  const share = shareOf(count);
  into[0]! += blame * share * units[0]!;
  into[1]! += praise * share * units[1]!;
  into[2]! += tone * share * units[2]!;
  for (let feature = 0; feature < post.shape.length; feature += 1) {
    const value = post.shape[feature]!;
    if (value === 0) continue;
    const from = feature * OUTPUTS;
    for (let output = 0; output < OUTPUTS; output += 1) into[output]! += value * shape[from + output]!;
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
  const sizes = Float32Array.from({ length: hashed.length / OUTPUTS }, (_, bucket) =>
    Math.abs(hashed[bucket * OUTPUTS + output]! * units[output]!),
  ).sort();
  return sizes[Math.floor(sizes.length * 0.9998)] || sizes.at(-1) || 0;
}
