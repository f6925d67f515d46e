import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { LearningTask } from "../../../src-main/engine/learning/learn.ts";
import { createTrainer } from "../../../src-main/engine/learning/trainer.ts";
import { learningWorkerUrl } from "../../../src-main/hosts/paths.ts";
import { jargon } from "./desk.ts";

const task: LearningTask = {
  kind: "sentiment",
  lessons: jargon.slice(0, 24).map((post, at) => ({ ...post, names: [], id: `lesson ${at}` })),
};

/** A worker of these words, in a file of its own. */
function workerOf(code: string): URL {
  const folder = mkdtempSync(join(tmpdir(), "watchroom-worker-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "worker.mjs");
  writeFileSync(file, code);
  return pathToFileURL(file);
}

test("the worker as it ships learns from verdicts and judges them", async () => {
  const trainer = createTrainer({ workerUrl: learningWorkerUrl });
  const taught = await trainer.learn(task);
  expect(taught).toMatchObject({ outcome: "better", judged: { n: 24 } });
});

test("a worker that hangs is ended and told of", async () => {
  const trainer = createTrainer({ workerUrl: workerOf("for (;;);"), timeoutMs: 300 });
  expect(await trainer.learn(task)).toMatchObject({ trouble: "too_slow" });
});

test.each([
  ["throws", "throw new Error('broken');", "broke"],
  ["leaves without a word", "process.exit(3);", "broke"],
  ["takes all memory", "const all = []; for (;;) all.push(new Array(1e5).fill(Math.random()));", "too_large"],
])("a worker that %s is told of, and the next try gets a new one", async (_, code, trouble) => {
  const trainer = createTrainer({ workerUrl: workerOf(code), memoryMb: 16, timeoutMs: 20_000 });
  expect(await trainer.learn(task)).toMatchObject({ trouble });
  expect(await trainer.learn(task)).toMatchObject({ trouble });
});

test("a worker that is killed on its way is told of", async () => {
  const trainer = createTrainer({ workerUrl: workerOf("setInterval(() => {}, 1000);") });
  const answer = trainer.learn(task);
  await trainer.close();
  expect(await answer).toMatchObject({ trouble: "broke" });
});
