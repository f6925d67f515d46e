import { parentPort, workerData } from "node:worker_threads";
import { loadSentimentModel } from "../adapters/sentiment-model.ts";
import { learn } from "../engine/learning/learn.ts";
import type { LearningTask } from "../engine/learning/learn.ts";
import type { LearningReport } from "../engine/learning/trainer.ts";
import { resourcesFolder } from "./paths.ts";

const report = (message: LearningReport) => parentPort?.postMessage(message);

try {
  // Given by createTrainer only.
  report({ kind: "taught", taught: learn(loadSentimentModel(resourcesFolder), workerData as LearningTask) });
} catch (error) {
  report({ kind: "bug", message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
