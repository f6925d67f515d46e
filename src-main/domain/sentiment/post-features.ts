import { addLetter, bucketOf, BUCKETS, deniedHash, joinHashes, runStart } from "./hash-features.ts";
import { isNegation } from "./modifiers.ts";
import { readShape, shapeNames } from "./shape-features.ts";
import { NAME_MASK } from "./mask-names.ts";
import type { Token } from "./tokenise.ts";
import type { Feeling } from "./valence.ts";

/** The features of one post; the arrays are written over by the next one. */
export type PostFeatures = {
  /** How many buckets are set; each bucket stands once. The first `words` of them are words and runs of words, the others runs of letters. */
  readonly count: number;
  readonly words: number;
  readonly buckets: Int32Array;
  /** The token that each bucket speaks for. */
  readonly owners: Uint16Array;
  readonly shape: Float32Array;
};

export type FeatureReader = (post: {
  readonly tokens: readonly Token[];
  readonly feelings: readonly Feeling[];
  readonly weighed: readonly Feeling[];
}) => PostFeatures;

const MOST_LETTERS = 6000;
const MOST_TOKENS = 3000;
const MOST_FEATURES = 4 * MOST_LETTERS + 4 * MOST_TOKENS;
/** How many words a negation reaches. */
const REACH = 4;
const SPACE = 32;
const kinds = { word: 1, pair: 2, three: 3, letters: 4, denied: 7 };

/** Makes what reads a tokenised post's features into arrays of its own. */
export function createFeatureReader(): FeatureReader {
  const buckets = new Int32Array(MOST_FEATURES);
  const owners = new Uint16Array(MOST_FEATURES);
  const shape = new Float32Array(shapeNames.length);
  const letters = new Uint16Array(MOST_LETTERS);
  const letterOwners = new Uint16Array(MOST_LETTERS);
  const hashes = new Int32Array(MOST_TOKENS);
  const places = new Uint16Array(MOST_TOKENS);
  // Instead of a set per post: a bucket is taken when it carries the number of this post.
  const takenBy = new Uint32Array(BUCKETS);
  let post = 0;
  let count = 0;
  let kept = 0;

  const take = (bucket: number, owner: number) => {
    if (takenBy[bucket] === post) return;
    takenBy[bucket] = post;
    buckets[count] = bucket;
    owners[count] = owner;
    count += 1;
  };

  /** Words alone and denied; gives the number of negations. */
  const takeWords = (tokens: readonly Token[]): number => {
    let reach = 0;
    let denials = 0;
    kept = 0;
    for (let at = 0; at < tokens.length && kept < MOST_TOKENS; at += 1) {
      const token = tokens[at] as Token;
      if (token.kind === "masked") continue;
      const hash = token.hash;
      places[kept] = at;
      hashes[kept++] = hash;
      take(bucketOf(hash, kinds.word), at);
      if (token.kind === "stop" || token.kind === "gap" || token.word?.isContrast === true) {
        reach = 0;
      } else if (token.word !== null && isNegation(token.key, tokens[at + 1]?.key)) {
        denials += 1;
        reach = REACH;
      } else if (reach > 0) {
        reach -= 1;
        const denied = deniedHash(hash);
        hashes[kept - 1] = denied;
        take(bucketOf(denied, kinds.denied), at);
      }
    }
    return denials;
  };

  const takeRuns = () => {
    for (let at = 0; at + 1 < kept; at += 1) {
      const place = places[at + 1] ?? 0;
      const pair = joinHashes(hashes[at] ?? 0, hashes[at + 1] ?? 0);
      take(bucketOf(pair, kinds.pair), place);
      if (at + 2 < kept) take(bucketOf(joinHashes(pair, hashes[at + 2] ?? 0), kinds.three), place);
    }
  };

  const spell = (tokens: readonly Token[]): number => {
    let end = 1;
    letters[0] = SPACE;
    letterOwners[0] = 0;
    for (let at = 0; at < kept; at += 1) {
      const place = places[at] ?? 0;
      const { key } = tokens[place] as Token;
      if (end + key.length + 1 >= MOST_LETTERS) break;
      for (let letter = 0; letter < key.length; letter += 1) {
        letterOwners[end] = place;
        letters[end++] = key.charCodeAt(letter);
      }
      letterOwners[end] = place;
      letters[end++] = SPACE;
    }
    return end;
  };

  const takeLetters = (end: number) => {
    for (let from = 0; from + 3 <= end; from += 1) {
      const owner = letterOwners[from + 1] ?? 0;
      let run = addLetter(
        addLetter(addLetter(runStart, letters[from] ?? 0), letters[from + 1] ?? 0),
        letters[from + 2] ?? 0,
      );
      take(bucketOf(run, kinds.letters), owner);
      if (from + 4 > end) continue;
      run = addLetter(run, letters[from + 3] ?? 0);
      take(bucketOf(run, kinds.letters), owner);
      if (from + 5 > end) continue;
      run = addLetter(run, letters[from + 4] ?? 0);
      take(bucketOf(run, kinds.letters), owner);
    }
  };

  return ({ tokens, feelings, weighed }) => {
    post += 1;
    count = 0;
    const denials = takeWords(tokens);
    takeRuns();
    const words = count;
    takeLetters(spell(tokens));
    readShape({ tokens, feelings, weighed, denials, mask: NAME_MASK }, shape);
    return { count, words, buckets, owners, shape };
  };
}
