import { expandDeskLayer, type DeskLayer } from "./desk-layer.ts";
import { explainPost } from "./explain-post.ts";
import { judgeEvidence } from "./judge-post.ts";
import { OUTPUTS } from "./linear-weights.ts";
import type { SentimentModel } from "./sentiment-model.ts";
import type { Names } from "./read-post.ts";
import type { Classify, ClassifyOptions, Sentiment, SentimentReason } from "./sentiment.ts";
import { createWeigher } from "./weigher.ts";

const noOptions: ClassifyOptions = {};
const none: readonly string[] = [];

/**
 * Makes the classifier of short English posts from its model and, where the desk has one, the layer learned from its corrections. Throws an Error when
 * the layer was learned on another model. Lexicon and rules after VADER (C. J. Hutto and E. Gilbert, ICWSM 2014), with phrases of customer service,
 * rules for questions, rescue and irony, and masking of names; the label is a linear model's over these and over words, pairs and letters.
 */
export function createSentiment(
  model: SentimentModel,
  { deskLayer }: { readonly deskLayer?: DeskLayer } = {},
): { readonly classify: Classify } {
  const { weigher, sharpness } = model;
  const weighers = deskLayer === undefined ? [weigher] : [weigher, createWeigher(expandDeskLayer(model, deskLayer))];
  const evidence = new Float64Array(OUTPUTS);
  const withReasons = createReasons((text, names) => explainPost(model.read(text, names), weighers));
  return {
    classify: (text, options = noOptions) => {
      if (!isEnglish(options)) return null;
      const names = { brands: options.brands ?? none, rivals: options.rivals ?? none };
      const post = model.read(text, names);
      evidence.fill(0);
      for (const one of weighers) one.addTo(evidence, post.features);
      const { label, score, confidence } = judgeEvidence(evidence, sharpness);
      return withReasons({ label, score: rounded(score), confidence: rounded(confidence) }, { text, names });
    },
  };
}

type Verdict = Omit<Sentiment, "reasons">;
type Post = { readonly text: string; readonly names: Names };

const asked = Symbol("asked");

/** Makes what gives verdicts their reasons, worked out when asked for: nobody asks of most posts. One getter for all costs a fraction of one for each. */
function createReasons(explain: (text: string, names: Names) => readonly SentimentReason[]) {
  const reasons: PropertyDescriptor & ThisType<{ readonly [asked]: Post }> = {
    enumerable: true,
    get() {
      const { text, names } = this[asked];
      return explain(text, names);
    },
  };
  return (verdict: Verdict, post: Post): Sentiment => {
    Object.defineProperty(verdict, asked, { value: post });
    return Object.defineProperty(verdict, "reasons", reasons) as Sentiment;
  };
}

function isEnglish({ lang }: ClassifyOptions): boolean {
  return lang === undefined || lang === null || lang === "en" || /^en(?:-|$)/i.test(lang);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100 || 0;
}
