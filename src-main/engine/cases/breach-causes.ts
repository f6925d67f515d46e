import type { Settings } from "../../contract/methods/settings.ts";
import { breachCause } from "../../domain/cases/breach-cause.ts";
import type { DeskGap } from "../../domain/cases/desk-gaps.ts";
import { calendarOf } from "../../domain/cases/policy.ts";
import type { CaseClock } from "../../domain/cases/transitions.ts";
import { piecesOf } from "../../domain/kpi/pieces.ts";
import type { ApprovalClock } from "../store/approval-clock.ts";
import type { CaseRecord } from "../store/case.ts";
import { cycleTimes } from "../store/case-cycle.ts";
import type { Db } from "../store/open.ts";
import { readGaps } from "./read-gaps.ts";

type AsOf = { readonly settings: Settings; readonly now: number };

/** Where the time of each of these cases went, by row: the part of its way that took the most, or a gap of the desk. */
export async function causeOfCase(
  db: Db,
  records: readonly CaseRecord[],
  { clock, settings, now }: AsOf & { readonly clock: CaseClock },
): Promise<ReadonlyMap<number, string | null>> {
  const from = Math.min(...records.map(({ state }) => state.queuedAt));
  const gaps = records.length === 0 ? [] : await readGaps(db, { from, to: now });
  const causes = new Map<number, string | null>();
  for (const record of records) {
    const { state } = record;
    const dueAt = clock === "response" ? state.dueAt : state.resolutionDueAt;
    const parts = clock === "response" ? await responseParts(db, record, now) : resolutionParts(record, now);
    const calendar = calendarOf(settings, state.bucket);
    causes.set(record.rowId, dueAt === null ? null : breachCause(parts, { dueAt, gaps, calendar }));
  }
  return causes;
}

async function responseParts(db: Db, { rowId, state }: CaseRecord, now: number) {
  const times = await cycleTimes(db, { caseRowId: rowId, cycle: state.cycle });
  return piecesOf({ ...state, ...times }, { now });
}

/** Until the answer the desk was asked; after it the case waited to be closed. */
function resolutionParts({ state }: CaseRecord, now: number) {
  const answeredAt = state.firstResponseAt ?? now;
  return [
    { piece: "answer", from: state.queuedAt, to: answeredAt },
    { piece: "after", from: answeredAt, to: now },
  ] as const;
}

export async function causeOfApproval(db: Db, clock: ApprovalClock, { settings, now }: AsOf): Promise<string | null> {
  if (clock.dueAt === null) return null;
  const gaps: readonly DeskGap[] = await readGaps(db, { from: clock.startedAt, to: now });
  const part = { piece: "approve", from: clock.startedAt, to: now } as const;
  return breachCause([part], { dueAt: clock.dueAt, gaps, calendar: calendarOf(settings, clock.bucket) });
}
