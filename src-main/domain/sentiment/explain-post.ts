import { OUTPUTS } from "./linear-weights.ts";
import type { ReadPost } from "./read-post.ts";
import type { SentimentReason } from "./sentiment.ts";
import { praiseShape, blameShape } from "./shape-features.ts";
import type { Weigher } from "./weigher.ts";

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
  weighers: readonly Weigher[],
): readonly SentimentReason[] {
  const byToken = new Float64Array(tokens.count);
  for (const weigher of weighers) weigher.addLeanings(byToken, features);
  const groups = groupsOf({ tokens, feelings }, byToken);
  const rules = rulesPart(weighers, features);
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
  for (let at = 0; at < tokens.count; at += 1) {
    const { words, kind } = tokens.list[at]!;
    const group = groupAt[at];
    if (group !== undefined) group.effect += byToken[at]!;
    else if (kind === "word" || kind === "emoji") all.push({ words, effect: byToken[at]! });
  }
  return { all, ofFeeling };
}

/** What the features that tell of the rules' praise and blame weigh together. */
function rulesPart(weighers: readonly Weigher[], { shape: values }: ReadPost["features"]) {
  const part = { praise: 0, blame: 0 };
  for (const { shape } of weighers.map(({ weights }) => weights)) {
    const weigh = (feature: number) =>
      (values[feature] ?? 0) * (shape[feature * OUTPUTS + 1]! - shape[feature * OUTPUTS]!);
    for (const feature of praiseShape) part.praise += weigh(feature);
    for (const feature of blameShape) part.blame += weigh(feature);
  }
  return part;
}
