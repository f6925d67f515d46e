import { facts } from "./token-facts.ts";
import { marks, PLACE, type Tokens } from "./tokens.ts";
import type { Feeling } from "./valence.ts";
import { ruleScore } from "./weigh-post.ts";

/** What a post is like apart from its words: each is about 0..1, the first is always 1. The order is the weights' order. */
export const shapeNames = [
  "always",
  "praise",
  "blame",
  "strongest praise",
  "strongest blame",
  "last is praise",
  "last is blame",
  "rules say praise",
  "rules say blame",
  "praising words",
  "blaming words",
  "no word of feeling",
  "praise and blame",
  "question",
  "ends as a question",
  "exclamation",
  "exclamations",
  "shouted",
  "drawn out",
  "address",
  "dots",
  "length",
  "failure",
  "failures",
  "failure and praise",
  "irony",
  "rescue",
  "personal",
  "denials",
  "hashtags",
  "to somebody",
  "numbers",
  "quoted",
  "capitals",
  "headline",
  "glad emoji",
  "cross emoji",
  "personal without a word of feeling",
  "question without a word of blame",
] as const;

export type PostShape = {
  readonly tokens: Tokens;
  /** As read, before the rules for the whole post. */
  readonly feelings: readonly Feeling[];
  /** After them. */
  readonly weighed: readonly Feeling[];
  readonly denials: number;
};

/** Writes the shape of a post into `into`, by the order of `shapeNames`. */
export function readShape(post: PostShape, into: Float32Array): void {
  into.set(shapeOf(post));
}

function shapeOf({ tokens, feelings, weighed, denials }: PostShape): readonly number[] {
  const felt = feelingsOf(feelings);
  const told = tellingsOf(tokens);
  const score = ruleScore(weighed, told.exclamations);
  const isHeadline = told.words > 3 && told.capitals * 2 > told.words && !told.isPersonal;
  const noFeeling = felt.praising === 0 && felt.blaming === 0;
  return [
    1,
    Math.min(felt.praise, 12) / 4,
    Math.min(felt.blame, 12) / 4,
    felt.strongest / 4,
    -felt.worst / 4,
    Math.max(felt.last, 0) / 4,
    Math.max(-felt.last, 0) / 4,
    Math.max(score, 0),
    Math.max(-score, 0),
    Math.min(felt.praising, 5) / 3,
    Math.min(felt.blaming, 5) / 3,
    Number(noFeeling),
    Number(felt.praising > 0 && felt.blaming > 0),
    Number(told.questions > 0),
    Number(told.endsAsQuestion),
    Number(told.exclamations > 0),
    Math.min(told.exclamations, 3) / 3,
    Math.min(told.shouted, 3) / 3,
    Number((told.has & facts.stretched) !== 0),
    Number((told.has & facts.address) !== 0),
    Number((told.has & facts.dots) !== 0),
    Math.min(told.words, 40) / 40,
    Number(felt.failures > 0),
    Math.min(felt.failures, 3) / 3,
    Number(felt.failures > 0 && felt.praising > 0),
    Number(felt.ironies > 0),
    Number(felt.turns > 0),
    Number(told.isPersonal),
    Math.min(denials, 3) / 3,
    Math.min(told.hashtags, 3) / 3,
    Number((told.has & facts.handle) !== 0),
    Number((told.has & facts.numeral) !== 0),
    Number(told.quoted > 0),
    told.words === 0 ? 0 : told.capitals / told.words,
    Number(isHeadline),
    Math.min(felt.glad, 8) / 4,
    Math.min(felt.cross, 8) / 4,
    Number(noFeeling && told.isPersonal && told.questions === 0),
    Number(felt.blaming === 0 && told.questions > 0),
  ];
}

function feelingsOf(feelings: readonly Feeling[]) {
  const words = { praise: 0, blame: 0, strongest: 0, worst: 0, last: 0, praising: 0, blaming: 0 };
  const felt = { ...words, failures: 0, ironies: 0, turns: 0, glad: 0, cross: 0 };
  for (const { valence, kind, isEmoji } of feelings) {
    if (kind === "failure") felt.failures += 1;
    else if (kind === "irony") felt.ironies += 1;
    else if (kind === "turn") felt.turns += 1;
    if (isEmoji && valence > 0) felt.glad += valence;
    if (isEmoji && valence < 0) felt.cross -= valence;
    if (valence > 0) {
      felt.praise += valence;
      felt.praising += 1;
    } else if (valence < 0) {
      felt.blame -= valence;
      felt.blaming += 1;
    }
    if (valence > felt.strongest) felt.strongest = valence;
    if (valence < felt.worst) felt.worst = valence;
    if (valence !== 0) felt.last = valence;
  }
  return felt;
}

function tellingsOf({ list, count, table, has, marks: marked }: Tokens) {
  const words = { words: 0, capitals: 0, shouted: 0, hashtags: 0, quoted: 0, isPersonal: (has & facts.personal) !== 0 };
  const told = { ...words, has, questions: 0, exclamations: 0, endsAsQuestion: false };
  for (let at = 0; at < count; at += 1) {
    const known = table[at * PLACE]!;
    if ((known & facts.word) !== 0) {
      told.words += 1;
      told.endsAsQuestion = false;
      if ((known & facts.capital) !== 0) told.capitals += 1;
      if ((known & facts.hashtag) !== 0) told.hashtags += 1;
      if ((marked[at]! & marks.shouted) !== 0) told.shouted += 1;
      if ((marked[at]! & marks.quoted) !== 0) told.quoted += 1;
    } else if ((known & facts.stop) !== 0) {
      if ((known & facts.question) !== 0) {
        told.questions += 1;
        told.endsAsQuestion = true;
      }
      if ((known & facts.exclamation) !== 0) told.exclamations += marksIn(list[at]!.words);
    }
  }
  return told;
}

function marksIn(words: string): number {
  let count = 0;
  for (let at = words.indexOf("!"); at >= 0; at = words.indexOf("!", at + 1)) count += 1;
  return count;
}

const placesOf = (names: readonly (typeof shapeNames)[number][]) => names.map((name) => shapeNames.indexOf(name));

/** The features that tell of the words of praise, by their place; and those of blame. */
export const praiseShape: readonly number[] = placesOf([
  "praise",
  "strongest praise",
  "last is praise",
  "rules say praise",
  "praising words",
  "rescue",
  "glad emoji",
]);
export const blameShape: readonly number[] = placesOf([
  "blame",
  "strongest blame",
  "last is blame",
  "rules say blame",
  "blaming words",
  "failure",
  "failures",
  "irony",
  "cross emoji",
]);
