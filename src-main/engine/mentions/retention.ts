import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { purgeItems, staleItems } from "../store/item.ts";

const keptMs = 30 * 24 * 60 * 60_000;
const dayMs = 24 * 60 * 60_000;
const slice = 500;

export type Retention = {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  readonly idle: () => Promise<void>;
};

/** Deletes items that matched no watch for 30 days, once a day, in slices; their keys stay so that feeds cannot bring them back. */
export function createRetention(parts: Parts): Retention {
  let stopped = true;
  let cancel = () => {};
  let running: Promise<void> = Promise.resolve();

  function runAndPlan(): void {
    running = running
      .then(() => purgeUnmatched(parts, () => stopped))
      .catch((cause: unknown) => parts.log.error("retention.broke", { error: String(cause) }))
      .then(() => {
        if (!stopped) cancel = parts.clock.after(dayMs, runAndPlan);
      });
  }

  return {
    start: () => {
      stopped = false;
      runAndPlan();
    },
    idle: () => running,
    stop: async () => {
      stopped = true;
      cancel();
      await running;
    },
  };
}

async function purgeUnmatched(parts: Parts, isStopped: () => boolean): Promise<void> {
  const seenBefore = parts.clock.now() - keptMs;
  let after: number | null = 0;
  while (after !== null && !isStopped()) {
    const from: number = after;
    after = await runEngineAct(parts, { topics: [] }, async (act) => {
      const { rowIds, last } = await staleItems(act.trx, { seenBefore, after: from, limit: slice });
      await purgeItems(act.trx, rowIds, act.at);
      return last;
    });
    await new Promise(setImmediate);
  }
}
