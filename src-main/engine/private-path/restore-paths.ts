import type { PrivatePath } from "../../domain/private-path/path.ts";
import type { Act } from "../commands.ts";
import type { CaseRecord } from "../store/case.ts";
import type { StoredEvent } from "../store/event-log.ts";
import { savePath } from "../store/private-path.ts";

/** Puts back the paths that an act moved; the event of the case says that it was taken back. */
export async function restorePaths(
  act: Act,
  { cases, events }: { readonly cases: ReadonlyMap<number, CaseRecord>; readonly events: readonly StoredEvent[] },
): Promise<void> {
  const records = new Map([...cases.values()].map((record) => [record.id, record]));
  for (const event of events.toReversed()) {
    const record = records.get(event.subjectId);
    // Written by takeStep.
    const path = event.payload?.["path"] as { readonly before: PrivatePath } | undefined;
    if (!record || !path || event.cycle === null) continue;
    await savePath(act.trx, { caseRowId: record.rowId, cycle: event.cycle }, path.before);
  }
}
