import { facts } from "./token-facts.ts";
import type { Tokens } from "./tokens.ts";
import type { Feeling } from "./valence.ts";

/** Normalisation of VADER: about the largest sum that one sentence reaches. */
export const ALPHA = 15;

/** Rules that need the whole post: irony, rescue, and questions. */
export function weighPost(feelings: readonly Feeling[], { has }: Pick<Tokens, "has">): readonly Feeling[] {
  const asks = (has & facts.question) !== 0;
  if (feelings.length === 0 || !(asks || feelings.some(({ kind }) => kind !== "word" && kind !== ""))) return feelings;
  const lastRescue = feelings.findLast(({ kind }) => kind === "turn")?.at ?? -1;
  const failed = feelings.some(({ kind, at }) => kind === "failure" && at > lastRescue);
  const isIronic = feelings.some(({ kind }) => kind === "irony");
  return feelings.map((feeling) => {
    const { valence, at, kind } = feeling;
    if (at < lastRescue && valence < 0) return { ...feeling, valence: valence * 0.3 };
    if (valence > 0 && kind !== "turn") {
      if (isIronic) return { ...feeling, valence: valence * -0.5 };
      if (failed) return { ...feeling, valence: valence * 0.25 };
      if (asks) return { ...feeling, valence: valence * 0.4 };
    }
    return feeling;
  });
}

/** The sum of the feelings, made stronger by exclamation marks, on the scale of the score (−1..1). */
export function ruleScore(feelings: readonly Feeling[], exclamations: number): number {
  let sum = 0;
  for (const { valence } of feelings) sum += valence;
  sum += Math.sign(sum) * Math.min(exclamations, 4) * 0.292;
  return sum / Math.sqrt(sum * sum + ALPHA);
}
