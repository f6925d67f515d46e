import type { SentimentLabel } from "../../contract/values.ts";
import { parseLexicon, type Lexicon, type LexiconFiles } from "./lexicon.ts";
import { maskNames } from "./mask-names.ts";
import type { Classify, ClassifyOptions, Sentiment, SentimentReason } from "./sentiment.ts";
import { createTokeniser, type Token } from "./tokenise.ts";
import { readFeelings, type Feeling } from "./valence.ts";
import { createVocabulary } from "./vocabulary.ts";

/** Normalisation of VADER: about the largest sum that one sentence reaches. */
const ALPHA = 15;
const POSITIVE_FROM = 0.15;
const NEGATIVE_FROM = -0.16;
const MOST_REASONS = 6;

/**
 * Makes the classifier of short English posts from its lexicon files. Lexicon and rules after VADER (C. J. Hutto and E. Gilbert, ICWSM 2014), with phrases
 * of customer service, rules for questions, rescue and irony, and masking of names. Throws an Error when a file has a line that is no entry.
 */
export function createSentiment(files: LexiconFiles): { readonly classify: Classify } {
  const lexicon = parseLexicon(files);
  const reader = { lexicon, tokenise: createTokeniser(lexicon.emoticons, createVocabulary(lexicon)) };
  return { classify: (text, options = {}) => (isEnglish(options) ? classifyEnglish(text, options, reader) : null) };
}

type Reader = { readonly lexicon: Lexicon; readonly tokenise: (text: string) => readonly Token[] };

function isEnglish({ lang }: ClassifyOptions): boolean {
  return lang === undefined || lang === null || lang === "en" || /^en(?:-|$)/i.test(lang);
}

function classifyEnglish(
  text: string,
  { brands = [], rivals = [] }: ClassifyOptions,
  { lexicon, tokenise }: Reader,
): Sentiment {
  const tokens = tokenise(maskNames(text, brands, rivals));
  const feelings = weighPost(readFeelings(tokens, lexicon), tokens);
  const sum = exclaim(
    feelings.reduce((total, { valence }) => total + valence, 0),
    tokens,
  );
  const score = sum / Math.sqrt(sum * sum + ALPHA);
  return {
    label: labelOf(score),
    score: rounded(score),
    confidence: confidenceOf(score, feelings, tokens),
    reasons: reasonsOf(feelings, sum),
  };
}

/** Rules that need the whole post: irony, rescue, and questions. */
function weighPost(feelings: readonly Feeling[], tokens: readonly Token[]): readonly Feeling[] {
  if (feelings.length === 0) return feelings;
  const lastRescue = feelings.findLast(({ kind }) => kind === "turn")?.at ?? -1;
  const failed = feelings.some(({ kind, at }) => kind === "failure" && at > lastRescue);
  const isIronic = feelings.some(({ kind }) => kind === "irony");
  const asks = isQuestion(tokens);
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

function isQuestion(tokens: readonly Token[]): boolean {
  return tokens.some((token) => token.kind === "stop" && token.words.includes("?"));
}

function exclaim(sum: number, tokens: readonly Token[]): number {
  let marks = 0;
  for (const { kind, words } of tokens) {
    if (kind === "stop" && words.includes("!")) marks += words.split("!").length - 1;
  }
  return sum + Math.sign(sum) * Math.min(marks, 4) * 0.292;
}

function labelOf(score: number): SentimentLabel {
  if (score >= POSITIVE_FROM) return "positive";
  return score <= NEGATIVE_FROM ? "negative" : "neutral";
}

/**
 * How often such a verdict was right on our own labelled posts: praise is mistaken more often than blame because irony uses its words, and a personal
 * post without a single known word is most likely a complaint in other words.
 */
function confidenceOf(score: number, feelings: readonly Feeling[], tokens: readonly Token[]): number {
  const label = labelOf(score);
  if (feelings.length === 0) return isPersonal(tokens) && !isQuestion(tokens) ? 0.35 : 0.75;
  if (label === "neutral") return 0.4;
  const certain = label === "negative" ? 0.42 + 0.48 * -score : 0.28 + 0.52 * score;
  return rounded(certain * (1 - 0.25 * contradiction(feelings)));
}

function isPersonal(tokens: readonly Token[]): boolean {
  return tokens.some(({ word }) => word?.isPersonal === true);
}

/** 0 when all feelings point one way, 1 when both sides weigh the same. */
function contradiction(feelings: readonly Feeling[]): number {
  const positive = feelings.reduce((sum, { valence }) => sum + Math.max(0, valence), 0);
  const negative = feelings.reduce((sum, { valence }) => sum + Math.max(0, -valence), 0);
  return Math.min(positive, negative) / Math.max(positive, negative, 1e-9);
}

/** Shares of the score, strongest first. */
function reasonsOf(feelings: readonly Feeling[], sum: number): readonly SentimentReason[] {
  const scale = Math.sqrt(sum * sum + ALPHA);
  return feelings
    .map(({ words, valence }) => ({ words, effect: rounded(valence / scale) }))
    .filter(({ effect }) => effect !== 0)
    .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, MOST_REASONS);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100 || 0;
}
