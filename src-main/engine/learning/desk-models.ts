import type { DeskScorer } from "../../domain/routing/desk-scorer.ts";
import { createSentiment } from "../../domain/sentiment/create-sentiment.ts";
import { deskLayerFromBytes } from "../../domain/sentiment/desk-layer-bytes.ts";
import type { SentimentModel } from "../../domain/sentiment/sentiment-model.ts";
import type { Classify } from "../../domain/sentiment/sentiment.ts";
import { modelsInUse } from "../store/learned-model.ts";
import type { ModelContent } from "../store/learned-model.ts";
import type { Db } from "../store/open.ts";

/** What shipped routing is called among the models: what was learned on top of another is not used. */
export const routingBase = "shipped 1";

/** What judges at this desk now. */
export type DeskModels = {
  readonly classify: Classify;
  /** Null where only the shipped scorer is used. */
  readonly scorer: DeskScorer | null;
};

export type ReadDeskModels = (db: Db) => Promise<DeskModels>;

/** Reads what is in use, and keeps it until something else is. What was learned on another shipped model is passed over. */
export function createDeskModels(model: SentimentModel): ReadDeskModels {
  const shipped = createSentiment(model).classify;
  let known: { readonly key: string; readonly models: DeskModels } = {
    key: "",
    models: { classify: shipped, scorer: null },
  };
  return async (db) => {
    const used = await modelsInUse(db);
    const key = [...used.values()].map(({ rowId }) => rowId).join(" ");
    if (key !== known.key) {
      const sentiment = used.get("sentiment");
      const routing = used.get("routing");
      const models: DeskModels = {
        classify: sentiment?.base === model.id ? classifierOf(model, sentiment) : shipped,
        scorer: routing?.base === routingBase ? scorerOf(routing) : null,
      };
      known = { key, models };
    }
    return known.models;
  };
}

/** The classifier of a kept model. */
export function classifierOf(model: SentimentModel, { content }: ModelContent): Classify {
  return createSentiment(model, { deskLayer: deskLayerFromBytes(content) }).classify;
}

// Written by learn only.
function scorerOf({ content }: ModelContent): DeskScorer {
  return JSON.parse(new TextDecoder().decode(content)) as DeskScorer;
}
