import { OUTPUTS, shareOf, type LinearWeights } from "./linear-weights.ts";
import type { PostFeatures } from "./post-features.ts";
import { isSilentAt, type Token } from "./tokens.ts";
import { MOST_KEPT } from "./vocabulary.ts";

/** What weights say of posts. What a token says wherever it stands is summed once and remembered. */
export type Weigher = {
  readonly weights: LinearWeights;
  /** Adds a post's evidence to `into`, by the order of the outputs. Long posts do not shout louder than short ones. */
  readonly addTo: (into: Float64Array, post: PostFeatures) => void;
  /** Adds to each token's place what its own features speak for praise, less what they speak for blame. */
  readonly addLeanings: (into: Float64Array, post: PostFeatures) => void;
};

/** Makes what weighs posts. */
export function createWeigher(weights: LinearWeights): Weigher {
  const sums = new Float32Array(MOST_KEPT * OUTPUTS);
  const summed: (Token | undefined)[] = Array.from({ length: MOST_KEPT });
  const { hashed, units, shape } = weights;

  /** Where the sums of a token stand. */
  const sumOf = (token: Token): number => {
    const from = token.place * OUTPUTS;
    if (summed[token.place] === token) return from;
    summed[token.place] = token;
    sums.fill(0, from, from + OUTPUTS);
    for (const bucket of token.buckets)
      for (let output = 0; output < OUTPUTS; output += 1)
        sums[from + output]! += hashed[bucket * OUTPUTS + output]! * units[output]!;
    return from;
  };

  return {
    weights,
    addTo: (into, { tokens, runs, buckets, count, shape: values }) => {
      let [blame, praise, tone] = [0, 0, 0];
      for (let at = 0; at < tokens.list.length; at += 1) {
        if (isSilentAt(tokens, at)) continue;
        const from = sumOf(tokens.list[at]!);
        blame += sums[from]!;
        praise += sums[from + 1]!;
        tone += sums[from + 2]!;
      }
      let [runBlame, runPraise, runTone] = [0, 0, 0];
      for (let at = 0; at < runs; at += 1) {
        const from = buckets[at]! * OUTPUTS;
        runBlame += hashed[from]!;
        runPraise += hashed[from + 1]!;
        runTone += hashed[from + 2]!;
      }
      const share = shareOf(count);
      blame = (blame + runBlame * units[0]!) * share;
      praise = (praise + runPraise * units[1]!) * share;
      tone = (tone + runTone * units[2]!) * share;
      into[0]! += blame;
      into[1]! += praise;
      into[2]! += tone;
      addShape(into, values, shape);
    },
    addLeanings: (into, { tokens, runs, buckets, owners, count }) => {
      const share = shareOf(count);
      for (let at = 0; at < tokens.list.length; at += 1) {
        if (isSilentAt(tokens, at)) continue;
        const from = sumOf(tokens.list[at]!);
        into[at]! += share * (sums[from + 1]! - sums[from]!);
      }
      for (let at = 0; at < runs; at += 1) {
        const from = buckets[at]! * OUTPUTS;
        into[owners[at]!]! += share * (hashed[from + 1]! * units[1]! - hashed[from]! * units[0]!);
      }
    },
  };
}

function addShape(into: Float64Array, values: Float32Array, shape: Float32Array): void {
  for (let feature = 0; feature < values.length; feature += 1) {
    const value = values[feature]!;
    if (value === 0) continue;
    const from = feature * OUTPUTS;
    into[0]! += value * shape[from]!;
    into[1]! += value * shape[from + 1]!;
    into[2]! += value * shape[from + 2]!;
  }
}
