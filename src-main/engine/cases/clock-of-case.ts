import type { CaseDetail } from "../../contract/methods/cases.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import { hasOpenHours } from "../../domain/calendar/calendar.ts";
import type { CaseState } from "../../domain/cases/case-state.ts";
import { earliestAnswer, type ReplyProgress } from "../../domain/cases/earliest.ts";
import { calendarOf, targetMs } from "../../domain/cases/policy.ts";
import { approvalDueAt } from "../store/approval-clock.ts";
import type { CaseRecord } from "../store/case.ts";
import { cycleTimes } from "../store/case-cycle.ts";
import type { Db } from "../store/open.ts";
import { readGaps } from "./read-gaps.ts";

type AsOf = { readonly now: number; readonly settings: Settings };
type Clock = Omit<CaseDetail["clock"], "publishedAt" | "firstSeenAt">;

const noClock: Omit<Clock, "gaps"> = {
  queuedAt: null,
  firstOpenedAt: null,
  submittedAt: null,
  approvedAt: null,
  firstResponseAt: null,
  dueAt: null,
  earliestAt: null,
  cycle: 0,
  responds: null,
  hasHours: true,
  approvalDueAt: null,
  resolutionDueAt: null,
  resolvedAt: null,
};

/** The clocks of a case: its moments, its deadlines, and the gaps in which the desk could do nothing. */
export async function clockOfCase(
  db: Db,
  record: CaseRecord | null,
  {
    asOf,
    replies,
    publishedAt,
    firstSeenAt,
  }: {
    readonly asOf: AsOf;
    readonly replies: readonly ReplyProgress[];
    readonly publishedAt: number;
    readonly firstSeenAt: number;
  },
): Promise<Clock> {
  // A story that nobody answers has one gap that matters: before it was found.
  if (!record) return { ...noClock, gaps: [...(await readGaps(db, { from: publishedAt, to: firstSeenAt }))] };
  const { state } = record;
  const cycle = { caseRowId: record.rowId, cycle: state.cycle };
  const { submittedAt, approvedAt } = await cycleTimes(db, cycle);
  const until = state.firstResponseAt ?? state.resolvedAt ?? asOf.now;
  return {
    queuedAt: state.queuedAt,
    firstOpenedAt: state.firstOpenedAt,
    submittedAt,
    approvedAt,
    firstResponseAt: state.firstResponseAt,
    dueAt: state.dueAt,
    earliestAt: earliestOf(state, { asOf, replies }),
    cycle: state.cycle,
    responds: state.responds,
    hasHours: hasOpenHours(calendarOf(asOf.settings, state.bucket)),
    approvalDueAt: await approvalDueAt(db, cycle),
    resolutionDueAt: state.resolutionDueAt,
    resolvedAt: state.resolvedAt,
    gaps: [...(await readGaps(db, { from: publishedAt, to: until }))],
  };
}

function earliestOf(
  state: CaseState,
  { asOf, replies }: { readonly asOf: AsOf; readonly replies: readonly ReplyProgress[] },
): number | null {
  if (state.firstResponseAt !== null || state.status === "resolved") return null;
  const { settings, now } = asOf;
  return earliestAnswer({
    now,
    replies,
    approvalMs: targetMs(settings.targets, { ...state, kind: "approval" }) ?? 0,
    holdMinutes: settings.holdMinutes,
    calendar: calendarOf(settings, state.bucket),
  });
}
