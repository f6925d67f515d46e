import { remindCase } from "../../domain/cases/transitions.ts";
import { stepOf } from "../../domain/private-path/path.ts";
import { changeCases } from "../cases/change-cases.ts";
import { createWatchLoop, type WatchLoop } from "../cases/watch-loop.ts";
import { runEngineAct, type Act } from "../commands.ts";
import type { Parts } from "../parts.ts";
import type { CaseRecord } from "../store/case.ts";
import { dueReminders, markReminded, readPath } from "../store/private-path.ts";

const lookEveryMs = 60_000;
const lot = 200;

/** Reminds once of each path that stands still for too long, and puts its case on top while it is open. */
export function createPrivateReminder(parts: Parts): WatchLoop {
  return createWatchLoop(parts, {
    name: "private-reminder",
    everyMs: lookEveryMs,
    look: async () => {
      while (await remindDue(parts)) await new Promise(setImmediate);
    },
  });
}

/** Reminds of one lot; true when there may be more. */
async function remindDue(parts: Parts): Promise<boolean> {
  const now = parts.clock.now();
  const waiting = await dueReminders(parts.store.read, { now, limit: lot });
  if (waiting.length === 0) return false;
  await runEngineAct(parts, { topics: ["triage", "case", "shift"] }, async (act) => {
    for (const record of await dueReminders(act.trx, { now, limit: lot })) await remind(act, record);
  });
  return waiting.length === lot;
}

async function remind(act: Act, record: CaseRecord): Promise<void> {
  const at = { caseRowId: record.rowId, cycle: record.state.cycle };
  const step = stepOf(await readPath(act.trx, at));
  await markReminded(act.trx, at, act.at);
  const state = remindCase(record.state, act.at);
  await changeCases(act, [{ record, kind: "case.private_reminded", state, says: { step } }]);
}
