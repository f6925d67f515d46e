import { OUTPUTS, shareOf, type LinearWeights } from "./linear-weights.ts";
import type { PostFeatures } from "./post-features.ts";
import { isSilentAt, PLACE, places, type Token, type Tokens } from "./tokens.ts";
import { MOST_KEPT } from "./vocabulary.ts";

/** What weights say of posts. What a token says wherever it stands is summed once and remembered. */
export type Weigher = {
  readonly weights: LinearWeights;
  /** Adds a post's evidence to `into`, by the order of the outputs. Long posts do not shout louder than short ones. */
  readonly addTo: (into: Float64Array, post: PostFeatures) => void;
  /** Adds to each token's place what its own features speak for praise, less what they speak for blame. */
  readonly addLeanings: (into: Float64Array, post: PostFeatures) => void;
};

const ROW = 1 + OUTPUTS;

/** Makes what weighs posts. */
export function createWeigher(weights: LinearWeights): Weigher {
  const { sums, sumAt } = createSums(weights);
  const { hashed, units, shape } = weights;
  return {
    weights,
    addTo: (into, { tokens, runs, buckets, count, shape: values }) => {
      let blame = 0;
      let praise = 0;
      let tone = 0;
      for (let at = 0; at < tokens.count; at += 1) {
        if (isSilentAt(tokens, at)) continue;
        const from = sumAt(tokens, at);
        blame += sums[from]!;
        praise += sums[from + 1]!;
        tone += sums[from + 2]!;
      }
      let runBlame = 0;
      let runPraise = 0;
      let runTone = 0;
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
      for (let at = 0; at < tokens.count; at += 1) {
        if (isSilentAt(tokens, at)) continue;
        const from = sumAt(tokens, at);
        into[at]! += share * (sums[from + 1]! - sums[from]!);
      }
      for (let at = 0; at < runs; at += 1) {
        const from = buckets[at]! * OUTPUTS;
        into[owners[at]!]! += share * (hashed[from + 1]! * units[1]! - hashed[from]! * units[0]!);
      }
    },
  };
}

/** What the features of tokens weigh together, four numbers for a token side by side: the serial of the one that they are of, and its sums. */
function createSums({ hashed, units }: LinearWeights) {
  const rows = new ArrayBuffer(MOST_KEPT * ROW * Int32Array.BYTES_PER_ELEMENT);
  const serials = new Int32Array(rows);
  const sums = new Float32Array(rows);

  const sumUp = ({ buckets, serial }: Token, row: number): void => {
    serials[row] = serial;
    sums.fill(0, row + 1, row + ROW);
    for (const bucket of buckets)
      for (let output = 0; output < OUTPUTS; output += 1)
        sums[row + 1 + output]! += hashed[bucket * OUTPUTS + output]! * units[output]!;
  };

  return {
    sums,
    /** Where the sums of the token at a place stand. */
    sumAt: ({ table, list }: Tokens, at: number): number => {
      const serial = table[at * PLACE + places.serial]!;
      const row = (serial & (MOST_KEPT - 1)) * ROW;
      if (serials[row] !== serial) sumUp(list[at]!, row);
      return row + 1;
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
