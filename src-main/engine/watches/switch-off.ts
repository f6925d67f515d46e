import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { setOverran, watchByRow } from "../store/watch.ts";

/** A watch that took too long finds nothing new until it is saved again; what it found stays. */
export function switchWatchOff(parts: Parts, rowId: number): Promise<void> {
  return runEngineAct(parts, { topics: ["watches"] }, async (act) => {
    const watch = await watchByRow(act.trx, rowId);
    if (!watch || watch.overranAt !== null) return;
    await setOverran(act.trx, rowId, act.at);
    await act.record({ kind: "watch.overran", subjectId: watch.id, payload: { name: watch.name } });
  });
}
