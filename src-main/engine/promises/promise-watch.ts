import { createWatchLoop, type WatchLoop } from "../cases/watch-loop.ts";
import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { markPromise, promisesPastDue } from "../store/promise.ts";
import { aboutPromise } from "./act-on-promise.ts";

const lookEveryMs = 15_000;
const lot = 200;

/** Writes down once of each promise that its time passed and nobody kept it; on start also of what the desk slept through. */
export function createPromiseWatch(parts: Parts): WatchLoop {
  return createWatchLoop(parts, {
    name: "promise-watch",
    everyMs: lookEveryMs,
    look: async () => {
      while (await recordBroken(parts)) await new Promise(setImmediate);
    },
  });
}

/** Records one lot; true when there may be more. */
async function recordBroken(parts: Parts): Promise<boolean> {
  const now = parts.clock.now();
  const found = await promisesPastDue(parts.store.read, { now, limit: lot });
  if (found.length === 0) return false;
  await runEngineAct(parts, { topics: ["case", "shift", "status", "triage"] }, async (act) => {
    // Read again inside the transaction: somebody may have kept one since.
    for (const promise of await promisesPastDue(act.trx, { now, limit: lot })) {
      await markPromise(act.trx, promise.rowId, { as: "broken", at: act.at });
      await act.record({ ...aboutPromise(promise), kind: "promise.broken" });
    }
  });
  return found.length === lot;
}
