import { bucketOf, deniedHash, joinHashes } from "./hash-features.ts";
import { readShape, shapeNames } from "./shape-features.ts";
import { COUNT_SHIFT, facts } from "./token-facts.ts";
import { deniesAt, factsAt, isSilentAt, PLACE, places, type Tokens } from "./tokens.ts";
import type { Feeling } from "./valence.ts";
import { featureKinds } from "./vocabulary.ts";

/** The features of one post; written over by the next one. */
export type PostFeatures = {
  /** The tokens, each with the features that it has wherever it stands. */
  readonly tokens: Tokens;
  /** Buckets of what stands together or is denied: `runs` of them, each with the token that it speaks for. */
  readonly runs: number;
  readonly buckets: Int32Array;
  readonly owners: Uint16Array;
  /** How many hashed features there are in all. */
  readonly count: number;
  readonly shape: Float32Array;
};

export type FeatureReader = (post: {
  readonly tokens: Tokens;
  readonly feelings: readonly Feeling[];
  readonly weighed: readonly Feeling[];
}) => PostFeatures;

const MOST_TOKENS = 6000;
/** How many words a negation reaches. */
const REACH = 4;

/** Makes what reads a tokenised post's features into arrays of its own. */
export function createFeatureReader(): FeatureReader {
  const buckets = new Int32Array(3 * MOST_TOKENS);
  const owners = new Uint16Array(3 * MOST_TOKENS);
  const shape = new Float32Array(shapeNames.length);
  return ({ tokens, feelings, weighed }) => {
    let [runs, count, denials, reach, seen, last, before] = [0, 0, 0, 0, 0, 0, 0];
    const end = Math.min(tokens.count, MOST_TOKENS);
    for (let at = 0; at < end; at += 1) {
      if (isSilentAt(tokens, at)) continue;
      const known = factsAt(tokens, at);
      count += known >> COUNT_SHIFT;
      let hash = tokens.table[at * PLACE + places.hash]!;
      if ((known & facts.endsReach) !== 0) {
        reach = 0;
      } else if (deniesAt(tokens, at)) {
        denials += 1;
        reach = REACH;
      } else if (reach > 0) {
        reach -= 1;
        hash = deniedHash(hash);
        owners[runs] = at;
        buckets[runs++] = bucketOf(hash, featureKinds.denied);
      }
      if (seen > 0) {
        owners[runs] = at;
        buckets[runs++] = bucketOf(joinHashes(last, hash), featureKinds.pair);
      }
      if (seen > 1) {
        owners[runs] = at;
        buckets[runs++] = bucketOf(joinHashes(joinHashes(before, last), hash), featureKinds.three);
      }
      seen += 1;
      before = last;
      last = hash;
    }
    readShape({ tokens, feelings, weighed, denials }, shape);
    return { tokens, runs, buckets, owners, count: count + runs, shape };
  };
}

/** All hashed features of a post, as an array of its own. */
export function bucketsOf({ tokens, runs, buckets, count }: PostFeatures): Int32Array {
  const all = new Int32Array(count);
  let end = 0;
  for (let at = 0; at < tokens.count && at < MOST_TOKENS; at += 1) {
    if (isSilentAt(tokens, at)) continue;
    all.set(tokens.list[at]!.buckets, end);
    end += tokens.list[at]!.buckets.length;
  }
  all.set(buckets.subarray(0, runs), end);
  return all;
}
