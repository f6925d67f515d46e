// What a scorer of classifiers imports: `classify(text)` as shipped. For scoring only: node SCORER test/support/sentiment-adapter.ts FILE…
import { fileURLToPath } from "node:url";
import { loadSentiment } from "../../src-main/adapters/sentiment-model.ts";

const shipped = loadSentiment(fileURLToPath(new URL("../../resources/", import.meta.url)));

export function classify(text: string): { readonly label: string; readonly score: number } | null {
  return shipped.classify(text);
}
