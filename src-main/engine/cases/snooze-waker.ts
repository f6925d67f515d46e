import { wakeCase } from "../../domain/cases/transitions.ts";
import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { dueSnoozes } from "../store/case.ts";
import { changeCases } from "./change-cases.ts";
import { createWatchLoop, type WatchLoop } from "./watch-loop.ts";

const lookEveryMs = 15_000;
const lot = 200;

/** Puts snoozed cases back on top of their queue when their time has come. */
export function createSnoozeWaker(parts: Parts): WatchLoop {
  return createWatchLoop(parts, {
    name: "snooze-waker",
    everyMs: lookEveryMs,
    look: async () => {
      while (await wakeDue(parts)) await new Promise(setImmediate);
    },
  });
}

/** Wakes one lot; true when there may be more. */
async function wakeDue(parts: Parts): Promise<boolean> {
  const now = parts.clock.now();
  const waiting = await dueSnoozes(parts.store.read, { now, limit: lot });
  if (waiting.length === 0) return false;
  await runEngineAct(parts, { topics: ["triage", "case", "status"] }, async (act) => {
    const due = await dueSnoozes(act.trx, { now, limit: lot });
    await changeCases(
      act,
      due.map((record) => ({ record, kind: "case.woken", state: wakeCase(record.state, now) })),
    );
  });
  return waiting.length === lot;
}
