import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createSentiment } from "../domain/sentiment/create-sentiment.ts";
import type { Classify } from "../domain/sentiment/sentiment.ts";

/** Reads the sentiment lexicon from the folder of resources and makes its classifier. Throws when a file is missing or spoilt. */
export function loadSentiment(resourcesFolder: string): { readonly classify: Classify } {
  const read = (name: string) => readFileSync(join(resourcesFolder, "sentiment", name), "utf8");
  return createSentiment({
    lexicon: read("vader_lexicon.txt"),
    emoji: read("emoji.tsv"),
    service: read("service.tsv"),
  });
}
