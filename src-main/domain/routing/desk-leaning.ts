import type { Feature, RoutableMention } from "./features.ts";
import { noLeaning, scored, type Leaning, type Scored } from "./leaning.ts";
import { reasonWith, type Reason } from "./reason.ts";
import { wordSigns } from "./word-signs.ts";

/** What the moves with one sign taught: what it adds to the log-odds of each bucket, and how many of them went there. */
export type LearnedSign = readonly [
  care: number,
  pr: number,
  analytics: number,
  movedToCare: number,
  movedToPr: number,
  movedToAnalytics: number,
];

/**
 * What a desk's own moves add to the shipped scorer. Plain data: it can be stored as JSON and sent to a worker. Signs are
 * named by kind: "w:refund", "f:waiting", "n:forum", "s:<source>". None is had by all: people move what stands wrong, so that
 * the share of their buckets says nothing about what comes.
 */
export type DeskScorer = {
  readonly version: 1;
  readonly moves: number;
  readonly signs: Readonly<Record<string, LearnedSign>>;
};

/** The signs of a mention that moves can teach something about. */
export function signsOf(mention: RoutableMention, features: readonly Feature[]): readonly string[] {
  return [
    `n:${mention.network}`,
    `s:${mention.source}`,
    ...features.map(({ name }) => `f:${name}`),
    ...wordSigns(mention).map((word) => `w:${word}`),
  ];
}

export type Learned = {
  readonly leaning: Leaning;
  /** Whether words, or at least the source, were in moves: otherwise nothing was learned about a mention like this. */
  readonly knows: { readonly words: boolean; readonly source: boolean };
  readonly reasonFor: (bucket: Scored) => Reason;
};

/** What the desk's moves say about a mention, on top of what the shipped scorer says. */
export function learnedOf(desk: DeskScorer, mention: RoutableMention, features: readonly Feature[]): Learned {
  const found = signsOf(mention, features).flatMap((sign): Found[] => {
    const learned = desk.signs[sign];
    return learned ? [{ sign, learned }] : [];
  });
  let { care, pr, analytics } = noLeaning;
  for (const { learned } of found) {
    care += learned[0];
    pr += learned[1];
    analytics += learned[2];
  }
  return {
    leaning: { care, pr, analytics },
    knows: {
      words: found.some(({ sign }) => sign.startsWith("w:")),
      source: found.some(({ sign }) => sign.startsWith("s:")),
    },
    reasonFor: (bucket) => reasonOf(found, scored.indexOf(bucket)),
  };
}

type Found = { readonly sign: string; readonly learned: LearnedSign };

/** "As you moved 14 like it: refund" names the word, or else the source, that weighs most. */
function reasonOf(found: readonly Found[], place: number): Reason {
  const weight = ({ learned }: Found) => learned[place] ?? 0;
  const count = ({ learned }: Found) => learned[place + scored.length] ?? 0;
  const [strongest] = found
    .filter((one) => /^[ws]:/.test(one.sign) && weight(one) > 0 && count(one) > 0)
    .toSorted((a, b) => weight(b) - weight(a) || count(b) - count(a));
  if (!strongest) return { code: "reason.learned", params: { count: Math.max(0, ...found.map(count)) } };
  const params = { count: count(strongest) };
  if (strongest.sign.startsWith("s:")) return { code: "reason.learned_source", params };
  const said = reasonWith("learned", strongest.sign.slice(2));
  return { ...said, params: { ...said.params, ...params } };
}
