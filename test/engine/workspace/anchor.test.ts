import { afterEach, beforeEach, expect, test } from "vitest";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { checkWorkspace } from "../../../src-main/engine/workspace/check.ts";
import { mirrorHead } from "../../../src-main/engine/workspace/head-mirror.ts";
import { createRunningLog } from "../../../src-main/engine/workspace/running.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";

let parts: TestParts;
beforeEach(async () => {
  parts = await startTestParts();
  await runEngineAct(parts, { topics: [] }, (act) =>
    act.record({ kind: "workspace.created", subjectId: act.newId(), payload: {} }),
  );
});
afterEach(() => parts.close());

async function runForAWhile(): Promise<void> {
  const running = createRunningLog(parts);
  await running.start();
  await running.stop();
}
const codes = async () => (await checkWorkspace(parts)).findings.map((finding) => finding.code);

test("a log that lost its end is still found after the desk ran on", async () => {
  mirrorHead(parts.store.file, { seq: 99, hash: "0".repeat(64) });
  await runForAWhile();
  expect([await codes(), parts.logged.map((line) => line.event)]).toEqual([
    ["check.event-tail"],
    ["event_log.end_missing"],
  ]);
});

test("a whole log moves its anchor on", async () => {
  await runForAWhile();
  await runForAWhile();
  expect(await codes()).toEqual([]);
});
