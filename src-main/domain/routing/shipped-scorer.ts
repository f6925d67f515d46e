import { isMedia, type Feature, type FeatureName, type RoutableMention } from "./features.ts";
import { addLeanings, noLeaning, type Leaning, type Scored } from "./leaning.ts";
import { onFirstUse } from "./on-first-use.ts";
import { SHIPPED_WEIGHTS } from "./shipped-weights.ts";
import { shippedSigns } from "./shipped-signs.ts";

/** What the program thinks before anybody at the desk has moved anything. */
export type ShippedScorer = {
  readonly lean: (mention: RoutableMention, features: readonly Feature[]) => Leaning;
  /** What a feature of a text that was read says for each bucket. */
  readonly weightOf: (feature: Feature) => Leaning;
  /** The words, at most three, that speak most for a bucket. */
  readonly wordsFor: (mention: RoutableMention, bucket: Scored) => readonly string[];
};

/** Log-odds that no labelled post could teach: set by hand. */
const BY_HAND: Readonly<Partial<Record<FeatureName, Leaning>>> = {
  wide_reach: { care: 0, pr: 1, analytics: -0.5 },
};
/** What a word must say at least to be named as a reason. */
const WORTH_NAMING = 0.15;
const MOST_NAMED = 3;
const STEPS = 32;

/** Edited media open a case only by words of law, safety or the press: the odds of 80 and 70 in 100. */
const MEDIA_COUNTED: Leaning = { care: -2.1, pr: -1.6, analytics: 0.3 };
const MEDIA_MATTERS: Leaning = { care: -2.1, pr: 0.3, analytics: -0.8 };
const PUBLIC_MATTERS: ReadonlySet<FeatureName> = new Set<FeatureName>(["legal", "safety", "breach", "rumour", "press"]);

/** Whether a feature makes an item of edited media a matter for corporate communications. */
export function isPublicMatter({ name }: Feature): boolean {
  return PUBLIC_MATTERS.has(name);
}

/** The words that are read are English ones: in another language their absence says nothing. */
export function isUnread({ lang }: Pick<RoutableMention, "lang">): boolean {
  return lang !== null && lang !== "en";
}

const weights = onFirstUse(
  (): ReadonlyMap<string, Leaning> =>
    new Map(
      SHIPPED_WEIGHTS.split("\n").map((line): [string, Leaning] => {
        const [sign = "", of = ""] = line.split("\t");
        const [care = 0, pr = 0, analytics = 0] = of.split(" ").map((steps) => Number(steps) / STEPS);
        return [sign, { care, pr, analytics }];
      }),
    ),
);

const weightOf = ({ name }: Feature): Leaning => BY_HAND[name] ?? weights().get(`f:${name}`) ?? noLeaning;

export const shippedScorer: ShippedScorer = {
  lean: (mention, features) => {
    if (isMedia(mention.network)) return features.some(isPublicMatter) ? MEDIA_MATTERS : MEDIA_COUNTED;
    if (isUnread(mention)) return noLeaning;
    const byHand = features.flatMap(({ name }) => BY_HAND[name] ?? []);
    return addLeanings([...byHand, ...shippedSigns(mention, features).flatMap((sign) => weights().get(sign) ?? [])]);
  },
  weightOf,
  wordsFor: (mention, bucket) => {
    const said = shippedSigns(mention, []).filter((sign) => sign.startsWith("w:"));
    const weight = (sign: string) => weights().get(sign)?.[bucket] ?? 0;
    return said
      .filter((sign) => weight(sign) >= WORTH_NAMING)
      .toSorted((a, b) => weight(b) - weight(a))
      .slice(0, MOST_NAMED)
      .map((sign) => sign.slice(2));
  },
};
