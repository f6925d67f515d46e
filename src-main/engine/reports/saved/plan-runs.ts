import type { SavedPlan } from "../../../contract/methods/saved-reports.ts";
import { nextDue, periodOf, turnsUntil } from "../../../domain/reports/schedule.ts";
import type { Step } from "../../../domain/reports/steps.ts";
import type { Parts } from "../../parts.ts";
import type { Trx } from "../../store/open.ts";
import { insertRun } from "../../store/report-run.ts";
import { listReports, setTimes } from "../../store/saved-report.ts";
import type { ReportTimes, StoredReport } from "../../store/saved-report.ts";
import { readSettings } from "../../store/setting.ts";
import { closedShifts } from "../../store/report-shift.ts";

/** When a plan falls due from an instant on: by the clock, or with each shift that closes later. */
export function timesOf({ schedule }: SavedPlan, at: number, timeZone: string): ReportTimes {
  return { dueAt: nextDue(schedule, at, timeZone), shiftsUntil: schedule.kind === "shift_end" ? at : null };
}

/**
 * Makes a run of each turn that has come. Turns that nobody was there for are one run, for the last of them, that says how many it
 * stands for. A new time zone moves the turns to come. True when there is something to tell.
 */
export async function planRuns({ store, clock }: Pick<Parts, "store" | "clock">): Promise<boolean> {
  const now = clock.now();
  const { timeZone } = (await readSettings(store.read)).settings.calendar;
  const late = (await listReports(store.read)).filter((report) => isToPlan(report, now, timeZone));
  const followers = (await listReports(store.read)).filter(({ shiftsUntil }) => shiftsUntil !== null);
  const oldest = Math.min(...followers.map(({ shiftsUntil }) => shiftsUntil ?? now));
  const shifts = followers.length === 0 ? [] : await closedShifts(store.read, oldest);
  if (late.length === 0 && shifts.length === 0) return false;
  await store.write(async (trx) => {
    for (const report of late) await planTurns(trx, report, { now, timeZone });
    for (const report of followers) await planShifts(trx, report, shifts, { now, timeZone });
  });
  return true;
}

type Now = { readonly now: number; readonly timeZone: string };

function isToPlan({ plan, dueAt }: StoredReport, now: number, timeZone: string): boolean {
  return dueAt !== null && (dueAt <= now || dueAt !== nextDue(plan.schedule, now, timeZone));
}

async function planTurns(trx: Trx, report: StoredReport, { now, timeZone }: Now): Promise<void> {
  const { plan, dueAt, rowId, shiftsUntil } = report;
  await setTimes(trx, rowId, { dueAt: nextDue(plan.schedule, now, timeZone), shiftsUntil });
  if (dueAt === null || dueAt > now) return;
  const turns = turnsUntil(plan.schedule, { first: dueAt, now, timeZone });
  // The time zone may have changed meanwhile: the turn that was promised is kept.
  const plannedAt = turns.at(-1) ?? dueAt;
  const period = clockPeriod(plan, plannedAt, timeZone);
  await insertRun(trx, {
    reportRowId: rowId,
    plannedAt,
    ...period,
    skipped: Math.max(0, turns.length - 1),
    nextAt: now,
  });
}

/** `this_shift` follows shifts and is refused elsewhere; should one stand here, its day is the nearest to it. */
function clockPeriod({ period }: SavedPlan, at: number, timeZone: string): Step {
  return periodOf(period === "this_shift" ? "today" : period, at, timeZone);
}

async function planShifts(
  trx: Trx,
  { rowId, plan, dueAt, shiftsUntil }: StoredReport,
  shifts: readonly Step[],
  { now, timeZone }: Now,
): Promise<void> {
  const ended = shifts.filter(({ to }) => to > (shiftsUntil ?? now));
  const last = ended.at(-1);
  if (!last) return;
  await setTimes(trx, rowId, { dueAt, shiftsUntil: last.to });
  for (const shift of ended) {
    const period = plan.period === "this_shift" ? shift : clockPeriod(plan, shift.to, timeZone);
    await insertRun(trx, { reportRowId: rowId, plannedAt: shift.to, ...period, skipped: 0, nextAt: now });
  }
}
