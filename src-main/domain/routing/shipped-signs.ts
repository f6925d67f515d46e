import type { Feature, RoutableMention } from "./features.ts";
import { shapeSigns, wordSigns } from "./word-signs.ts";

/** Every text has it. */
export const BIAS_SIGN = "b:";

/** What the shipped scorer sees of a text: its features ("f:waiting"), words and pairs of words ("w:my order"), beginning and length. */
export function shippedSigns(
  mention: Pick<RoutableMention, "title" | "text">,
  features: readonly Pick<Feature, "name">[],
): readonly string[] {
  const words = wordSigns(mention);
  return [
    BIAS_SIGN,
    ...features.flatMap(({ name }) => (isTone(name) ? [] : [`f:${name}`])),
    ...shapeSigns(mention, words),
    ...words.map((word) => `w:${word}`),
  ];
}

/** The tone of a text was learned from the same posts: it would count twice what is learned here. */
function isTone(name: Feature["name"]): boolean {
  return name === "positive" || name === "negative" || name === "personal_negative";
}
