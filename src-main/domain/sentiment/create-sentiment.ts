import { expandDeskLayer, type DeskLayer } from "./desk-layer.ts";
import { explainPost } from "./explain-post.ts";
import { judgeEvidence } from "./judge-post.ts";
import { OUTPUTS } from "./linear-weights.ts";
import type { SentimentModel } from "./sentiment-model.ts";
import type { Classify, ClassifyOptions } from "./sentiment.ts";
import { createWeigher } from "./weigher.ts";

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
  return {
    classify: (text, options = {}) => {
      if (!isEnglish(options)) return null;
      const names = { brands: options.brands ?? [], rivals: options.rivals ?? [] };
      const post = model.read(text, names);
      evidence.fill(0);
      for (const one of weighers) one.addTo(evidence, post.features);
      const { label, score, confidence } = judgeEvidence(evidence, sharpness);
      return {
        label,
        score: rounded(score),
        confidence: rounded(confidence),
        // Worked out when asked for: nobody asks of most posts.
        get reasons() {
          return explainPost(model.read(text, names), weighers);
        },
      };
    },
  };
}

function isEnglish({ lang }: ClassifyOptions): boolean {
  return lang === undefined || lang === null || lang === "en" || /^en(?:-|$)/i.test(lang);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100 || 0;
}
