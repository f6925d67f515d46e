import { addEvidence, OUTPUTS, shareOf, type LinearWeights } from "./linear-weights.ts";
import type { ReadPost } from "./read-post.ts";
import type { SentimentReason } from "./sentiment.ts";
import { praiseShape, blameShape } from "./shape-features.ts";

const MOST_REASONS = 6;
const LEAST_EFFECT = 0.02;
/** How much evidence makes half a reason. */
const HALF = 1.2;

type Group = { readonly words: string; effect: number };

/**
 * The words that moved the verdict, strongest first: what the model's features say of each word and, where a word or phrase carries a feeling by the
 * rules, its part of what the rules told the model.
 */
export function explainPost(
  { tokens, feelings, features }: ReadPost,
  layers: readonly LinearWeights[],
): readonly SentimentReason[] {
  const byToken = new Float64Array(tokens.length);
  for (const layer of layers) addByToken(layer, features, byToken);
  const groups = groupsOf({ tokens, feelings }, byToken);
  const rules = rulesPart(layers, features);
  const sums = { praise: 0, blame: 0 };
  for (const { valence } of feelings) sums[valence > 0 ? "praise" : "blame"] += Math.abs(valence);
  for (const [at, { valence }] of feelings.entries()) {
    const group = groups.ofFeeling[at];
    if (group === undefined || valence === 0) continue;
    if (valence > 0) group.effect += (rules.praise * valence) / sums.praise;
    else group.effect -= (rules.blame * valence) / sums.blame;
  }
  const whole = groups.all.reduce((sum, { effect }) => sum + Math.abs(effect), HALF);
  return groups.all
    .map(({ words, effect }) => ({ words, effect: Math.round((100 * effect) / whole) / 100 || 0 }))
    .filter(({ effect }) => Math.abs(effect) >= LEAST_EFFECT)
    .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, MOST_REASONS);
}

function addByToken({ hashed, units }: LinearWeights, features: ReadPost["features"], into: Float64Array): void {
  const share = shareOf(features.count);
  for (let at = 0; at < features.count; at += 1) {
    const from = features.buckets[at]! * OUTPUTS;
    into[features.owners[at]!]! += share * (hashed[from + 1]! * units[1]! - hashed[from]! * units[0]!);
  }
}

/** Words of one feeling stand together; every other word stands for itself. */
function groupsOf({ tokens, feelings }: Pick<ReadPost, "tokens" | "feelings">, byToken: Float64Array) {
  const groupAt: (Group | undefined)[] = [];
  const all: Group[] = [];
  const ofFeeling = feelings.map(({ at, to, words }) => {
    const group: Group = { words, effect: 0 };
    all.push(group);
    for (let place = at; place < to; place += 1) groupAt[place] = group;
    return group;
  });
  for (const [at, { word, words, kind }] of tokens.entries()) {
    const group = groupAt[at];
    if (group !== undefined) group.effect += byToken[at]!;
    else if (word !== null || kind === "emoji") all.push({ words, effect: byToken[at]! });
  }
  return { all, ofFeeling };
}

/** What the features that tell of the rules' praise and blame weigh together. */
function rulesPart(layers: readonly LinearWeights[], features: ReadPost["features"]) {
  const part = { praise: 0, blame: 0 };
  for (const side of ["praise", "blame"] as const) {
    const evidence = new Float64Array(OUTPUTS);
    const shape = features.shape.map((value, at) =>
      (side === "praise" ? praiseShape : blameShape).has(at) ? value : 0,
    );
    for (const layer of layers) addEvidence(layer, { count: 0, buckets: features.buckets, shape }, evidence);
    part[side] = evidence[1]! - evidence[0]!;
  }
  return part;
}
