import { differenceOf, type CaseState } from "../../domain/cases/case-state.ts";
import type { EventKind, EventPayload } from "../../domain/events.ts";
import type { Act } from "../commands.ts";
import { countStoriesUp, type CaseRecord } from "../store/case.ts";
import { saveCases } from "../store/case-cycle.ts";

export type CaseChangeOf = {
  readonly record: CaseRecord;
  readonly kind: Extract<EventKind, `case.${string}`>;
  readonly state: CaseState;
  /** What the event says beside the changed fields: a reason, a name. */
  readonly says?: EventPayload;
};

/**
 * Writes new states of cases with one event each: the way in which cases change. The versions of the case and of its
 * story grow by 1; the row of the cycle follows; the event carries the changed fields before and after.
 */
export async function changeCases(act: Act, changes: readonly CaseChangeOf[]): Promise<void> {
  if (changes.length === 0) return;
  await countStoriesUp(
    act.trx,
    changes.map(({ record }) => record.storyRowId),
  );
  await changeCasesOfMoved(act, changes);
}

/** The same for stories that the act itself has counted up already. */
export async function changeCasesOfMoved(act: Act, changes: readonly CaseChangeOf[]): Promise<void> {
  await saveCases(
    act.trx,
    changes.map(({ record, state }) => ({ rowId: record.rowId, state })),
  );
  await act.record(
    ...changes.map(({ record, kind, state, says }) => ({
      kind,
      subjectId: record.id,
      cycle: state.cycle,
      payload: {
        story: record.storyId,
        storyVersion: record.storyVersion + 1,
        ...says,
        ...differenceOf(record.state, state),
      },
    })),
  );
}
