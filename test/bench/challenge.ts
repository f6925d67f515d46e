import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadSentiment } from "../../src-main/adapters/sentiment-model.ts";
import { sentimentLabels } from "../../src-main/contract/values.ts";
import type { SentimentLabel } from "../../src-main/contract/values.ts";

type Case = { readonly text: string; readonly label: SentimentLabel; readonly category: string };

const root = join(import.meta.dirname, "../..");
const leastRight = 0.75;

/** How the shipped model does on the project's own hard cases, which it never learned from: all, by label, by kind. */
export function reportChallenge(): boolean {
  const { classify } = loadSentiment(join(root, "resources"));
  const file = join(root, "test/fixtures/understanding/challenge.jsonl");
  const cases = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    // Written by hand in this shape.
    .map((line) => JSON.parse(line) as Case);
  const judged = cases.map((one) => ({
    ...one,
    said: classify(one.text, { brands: [], rivals: [], lang: "en" })?.label,
  }));
  const shareRight = (of: typeof judged) =>
    of.filter(({ label, said }) => label === said).length / Math.max(1, of.length);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const recalls = sentimentLabels.map((label) => shareRight(judged.filter((one) => one.label === label)));
  const macro = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
  const accuracy = shareRight(judged);
  const isFine = accuracy >= leastRight;
  console.log(
    `${isFine ? "ok  " : "FAIL"} challenge, ${cases.length} hard cases never learned from: ${percent(accuracy)} right (${percent(leastRight)} at least), macro-recall ${percent(macro)}`,
  );
  console.log(`     recall: ${sentimentLabels.map((label, at) => `${label} ${percent(recalls[at] ?? 0)}`).join(", ")}`);
  const kinds = Map.groupBy(judged, ({ category }) => category);
  console.log(`     right: ${[...kinds].map(([name, of]) => `${name} ${percent(shareRight(of))}`).join(", ")}`);
  return isFine;
}
