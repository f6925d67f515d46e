import { type PrivatePath, stepOf } from "../../domain/private-path/path.ts";
import type { Act } from "../commands.ts";
import type { CaseRecord } from "../store/case.ts";
import { listEvents, type StoredEvent } from "../store/event-log.ts";
import { savePath } from "../store/private-path.ts";
import { reminderOf } from "./reminder-of.ts";

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
    const remindAt = await reminderOf(act.trx, { path: path.before, bucket: record.state.bucket });
    const remindedAt = await remindedBefore(act, event, path.before);
    await savePath(
      act.trx,
      { caseRowId: record.rowId, cycle: event.cycle },
      { path: path.before, remindAt, remindedAt },
    );
  }
}

/** When somebody was reminded of the step at which a path stands again: once is enough, also after an undo. */
async function remindedBefore(act: Act, taken: StoredEvent, path: PrivatePath): Promise<number | null> {
  const events = await listEvents(act.trx, {
    subject: { kind: taken.subjectKind, id: taken.subjectId },
    kinds: ["case.private_reminded"],
    limit: 1000,
  });
  const isOfStep = ({ cycle, seq, payload }: StoredEvent) =>
    cycle === taken.cycle && seq < taken.seq && payload?.["step"] === stepOf(path);
  return events.findLast(isOfStep)?.at ?? null;
}
