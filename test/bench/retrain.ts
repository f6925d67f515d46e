import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadSentiment } from "../../src-main/adapters/sentiment-model.ts";
import type { SentimentLabel } from "../../src-main/contract/values.ts";
import { trainDeskLayer } from "../../src-main/domain/sentiment/desk-layer.ts";
import { learn } from "../../src-main/engine/learning/learn.ts";
import type { LearningTask } from "../../src-main/engine/learning/learn.ts";
import { resourcesFolder } from "../../src-main/hosts/paths.ts";
import { alternate, cpuOf, median, type Ratio } from "./measure.ts";

const corrections = 1000;
const labels: readonly SentimentLabel[] = ["negative", "neutral", "positive"];
/** CPU milliseconds that one retraining may take. */
const mostMs = 2000;

/** Learning from 1,000 corrections, with the five trainings that judge it, beside classifying these posts once. */
export async function benchRetrain(): Promise<readonly Ratio[]> {
  const { classify, sentimentModel } = loadSentiment(resourcesFolder);
  const texts = readPosts().slice(0, corrections);
  // What people say is not what the model says: each third is turned round.
  const lessons = texts.map((text, at) => ({
    ...{ id: String(at).padStart(6, "0"), text, names: [] },
    label: at % 3 === 0 ? (labels[(at / 3) % 3] ?? "neutral") : (classify(text)?.label ?? "neutral"),
  }));
  const task: LearningTask = { kind: "sentiment", lessons };
  const whole = await alternate(3, {
    ours: () => Promise.resolve(learn(sentimentModel, task)),
    reference: () => Promise.resolve(texts.forEach((text) => classify(text))),
  });
  const trained = median(
    await Promise.all([0, 1, 2].map(() => cpuOf(() => Promise.resolve(trainDeskLayer(sentimentModel, lessons))))),
  );
  const inMs = (us: number) => us / 1000;
  return [
    {
      name: "learning from 1,000 corrections, judged in 5 folds / classifying them",
      ...{ ours: inMs(whole.ours), reference: inMs(whole.reference), unit: "ms", most: 500 },
    },
    {
      name: "learning from 1,000 corrections, without judging / 2 s",
      ...{ ours: inMs(trained), reference: mostMs, unit: "ms", most: 1 },
    },
  ];
}

function readPosts(): readonly string[] {
  const folder = join(resourcesFolder, "training", "posts");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .toSorted()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"))
    .map((line) => (JSON.parse(line) as { readonly text: string }).text);
}
