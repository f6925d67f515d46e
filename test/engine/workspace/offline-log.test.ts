import { afterEach, beforeEach, expect, test } from "vitest";
import { listOfflineSpans } from "../../../src-main/engine/store/offline-span.ts";
import { createOfflineLog } from "../../../src-main/engine/workspace/offline-log.ts";
import { startTestParts, type TestParts } from "../../support/test-engine.ts";

const minute = 60_000;
let parts: TestParts;
beforeEach(async () => {
  parts = await startTestParts();
});
afterEach(() => parts.close());

function startLog() {
  let since: number | null = null;
  const log = createOfflineLog(parts, {
    state: () => (since === null ? "online" : "offline"),
    offlineSince: () => since,
  });
  const start = parts.clock.now();
  log.start();
  return {
    start,
    stop: log.stop,
    set: (at: number | null) => {
      since = at;
      log.changed();
    },
    spans: () => listOfflineSpans(parts.store.read, { from: 0, to: start + 1_000 * minute }),
  };
}

test("a stretch without a network is noted from its beginning, minute by minute, to its end", async () => {
  const log = startLog();
  parts.clock.advance(5 * minute);
  expect(await log.spans()).toEqual([]);
  const from = log.start + 3 * minute;
  log.set(from);
  await expect.poll(log.spans).toEqual([{ from, to: log.start + 5 * minute }]);
  parts.clock.advance(minute);
  await expect.poll(log.spans).toEqual([{ from, to: log.start + 6 * minute }]);
  parts.clock.setNow(log.start + 6.5 * minute);
  log.set(null);
  await expect.poll(log.spans).toEqual([{ from, to: log.start + 6.5 * minute }]);
  parts.clock.advance(10 * minute);
  await log.stop();
  expect(await log.spans()).toHaveLength(1);
});

test("an engine that stops without a network has noted it until then, and a clock set back shortens nothing", async () => {
  const log = startLog();
  parts.clock.advance(2 * minute);
  log.set(log.start + minute);
  await expect.poll(log.spans).toHaveLength(1);
  parts.clock.setNow(log.start - 24 * 60 * minute);
  await log.stop();
  expect(await log.spans()).toEqual([{ from: log.start + minute, to: log.start + 2 * minute }]);
});
