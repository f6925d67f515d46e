import { isLate } from "../../domain/cases/clock.ts";
import { breachCase } from "../../domain/cases/transitions.ts";
import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { unrecordedBreaches } from "../store/case.ts";
import { readSettings } from "../store/setting.ts";
import { changeCases } from "./change-cases.ts";
import { createWatchLoop, type WatchLoop } from "./watch-loop.ts";

const lookEveryMs = 15_000;
const lot = 200;

/**
 * Writes case.breached once a cycle, when desk time has passed after the deadline of an unanswered case; on start it
 * writes down what happened while the engine was off. A case that waits for the other side without an answer of ours
 * counts as well, as it does in the figures.
 */
export function createBreachWatch(parts: Parts): WatchLoop {
  return createWatchLoop(parts, {
    name: "breach-watch",
    everyMs: lookEveryMs,
    look: async () => {
      while (await recordBreaches(parts)) await new Promise(setImmediate);
    },
  });
}

/** Writes down one lot; true when there may be more. */
async function recordBreaches(parts: Parts): Promise<boolean> {
  const now = parts.clock.now();
  const { settings } = await readSettings(parts.store.read);
  const isPastDue = (dueAt: number | null) => isLate({ dueAt, at: now, calendar: settings.calendar });
  const waiting = await unrecordedBreaches(parts.store.read, { now, limit: lot });
  // In deadline order: where the newest deadline has no desk time behind it yet, the older ones still may.
  if (!waiting.some(({ state }) => isPastDue(state.dueAt))) return false;
  await runEngineAct(parts, { topics: ["triage", "case", "status", "shift", "wallboard"] }, async (act) => {
    // Read again inside the transaction: somebody may have answered since.
    const late = (await unrecordedBreaches(act.trx, { now, limit: lot })).filter(({ state }) => isPastDue(state.dueAt));
    await changeCases(
      act,
      late.map((record) => ({
        record,
        kind: "case.breached",
        state: breachCase(record.state, act.at),
        says: { dueAt: record.state.dueAt },
      })),
    );
  });
  return waiting.length === lot;
}
