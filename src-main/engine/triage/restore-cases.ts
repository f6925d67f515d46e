import type { CaseChange } from "../../domain/cases/case-state.ts";
import type { NewEvent } from "../../domain/events.ts";
import type { Act } from "../commands.ts";
import type { CaseRecord } from "../store/case.ts";
import { hasWork, removeCyclesAfter, saveCases } from "../store/case-cycle.ts";
import type { StoredEvent } from "../store/event-log.ts";
import { forgetUntried } from "../store/interaction-record.ts";
import { hasJoinedSince } from "../store/story-member.ts";
import { staleStories } from "./take-stories.ts";

/** The story that an event of a story or a case is about. */
export function storyIdOf(event: StoredEvent): string {
  return event.subjectKind === "story" ? event.subjectId : String(event.payload?.["story"]);
}

type RestoreCases = {
  readonly cases: ReadonlyMap<number, CaseRecord>;
  readonly events: readonly StoredEvent[];
  readonly batchId: string;
};

/** Puts back what the events of cases say was there before; a case that the act opened is taken away. */
export async function restoreCases(act: Act, { cases, events, batchId }: RestoreCases): Promise<readonly NewEvent[]> {
  const records = new Map([...cases.values()].map((record) => [record.id, record]));
  const restored: { readonly record: CaseRecord; readonly before: CaseChange | null; readonly event: StoredEvent }[] =
    [];
  for (const event of events) {
    const record = records.get(event.subjectId);
    if (!record) throw staleStories([storyIdOf(event)]);
    // Written by changeCases and openCases, whose payload has these halves.
    restored.push({ record, event, before: (event.payload?.["before"] ?? null) as CaseChange | null });
  }
  await saveCases(act.trx, statesBefore(restored));
  for (const { record, before, event } of restored) await forgetCycles(act, { record, before, event });
  return restored.map(({ record, before, event }) => ({
    kind: "case.restored",
    subjectId: record.id,
    cycle: record.state.cycle,
    payload: {
      story: record.storyId,
      undoes: batchId,
      was: event.kind,
      before: event.payload?.["after"],
      after: before,
    },
  }));
}

type Restored = { readonly record: CaseRecord; readonly before: CaseChange | null };

/** One act may have changed a case several times: the oldest word about each field is what was there before it. */
function statesBefore(restored: readonly Restored[]) {
  const changed = restored.flatMap(({ record, before }) => (before ? [{ record, before }] : []));
  return [...Map.groupBy(changed, ({ record }) => record)].map(([record, steps]) => ({
    rowId: record.rowId,
    state: steps.toReversed().reduce((state, { before }) => ({ ...state, ...before }), record.state),
  }));
}

/** What the act began is taken away with its cycle, unless somebody has worked on it already. */
async function forgetCycles(
  act: Act,
  {
    record,
    before,
    event,
  }: { readonly record: CaseRecord; readonly before: CaseChange | null; readonly event: StoredEvent },
): Promise<void> {
  // What the act logged to the CRM and nobody tried to deliver yet is taken back with it.
  await forgetUntried(act.trx, { caseRowId: record.rowId, at: event.at });
  if (event.kind !== "case.queued" && event.kind !== "case.reopened") return;
  if (await hasWork(act.trx, { caseRowId: record.rowId, since: before ? event.at : null }))
    throw staleStories([record.storyId]);
  // A copy that found the case open waits in it: closing it again would bury that copy.
  if (before && (await hasJoinedSince(act.trx, record.storyRowId, event.at))) throw staleStories([record.storyId]);
  await removeCyclesAfter(act.trx, { caseRowId: record.rowId, cycle: before?.cycle ?? 0 });
}
