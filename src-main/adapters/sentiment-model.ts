import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createSentiment } from "../domain/sentiment/create-sentiment.ts";
import { createSentimentModel, type SentimentModel } from "../domain/sentiment/sentiment-model.ts";
import type { Classify } from "../domain/sentiment/sentiment.ts";

/** Reads the sentiment model from the folder of resources. Throws an Error in words for people when a file is missing or is not the one it was trained with. */
export function loadSentimentModel(resourcesFolder: string): SentimentModel {
  const bytes = (name: string) => readFile(join(resourcesFolder, "sentiment", name));
  const words = (name: string) => bytes(name).toString("utf8");
  return createSentimentModel({
    lexicon: words("vader_lexicon.txt"),
    emoji: words("emoji.tsv"),
    service: words("service.tsv"),
    manifest: words("manifest.json"),
    weights: bytes("weights.bin"),
  });
}

/** The model and its classifier as shipped. Throws like `loadSentimentModel`. */
export function loadSentiment(resourcesFolder: string): {
  readonly classify: Classify;
  readonly sentimentModel: SentimentModel;
} {
  const sentimentModel = loadSentimentModel(resourcesFolder);
  return { ...createSentiment(sentimentModel), sentimentModel };
}

function readFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Error(`The sentiment model cannot be used: ${file} cannot be read. Install Watchroom again.`, { cause });
  }
}
