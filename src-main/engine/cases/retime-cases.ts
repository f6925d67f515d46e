import type { Settings } from "../../contract/methods/settings.ts";
import { calendarOf, deadlineFrom, targetMs } from "../../domain/cases/policy.ts";
import { retimeCase } from "../../domain/cases/transitions.ts";
import { differenceOf } from "../../domain/cases/case-state.ts";
import type { Act } from "../commands.ts";
import { runningApprovals, updateApprovalClock } from "../store/approval-clock.ts";
import { runningCases } from "../store/case-clock.ts";
import { changeCases } from "./change-cases.ts";

const lot = 500;

/**
 * Gives every running clock the deadline that the new hours and targets say, from the moment it began; what has ended keeps the
 * deadline that it was judged by, and a warning or breach that was written down stays. Answers how many cases changed.
 */
export async function retimeCases(act: Act, settings: Settings): Promise<number> {
  let changed = 0;
  let afterRowId = 0;
  for (;;) {
    const records = await runningCases(act.trx, { afterRowId, limit: lot });
    const moved = records
      .map((record) => ({ record, kind: "case.retimed" as const, state: retimeCase(record.state, settings) }))
      .filter(({ record, state }) => Object.keys(differenceOf(record.state, state).after).length > 0);
    await changeCases(act, moved);
    changed += moved.length;
    const last = records.at(-1);
    if (!last || records.length < lot) break;
    afterRowId = last.rowId;
  }
  for (const clock of await runningApprovals(act.trx)) {
    const length = targetMs(settings.targets, { ...clock, kind: "approval" });
    const { dueAt, warnAt } = deadlineFrom(clock.startedAt, length, calendarOf(settings, clock.bucket));
    await updateApprovalClock(act.trx, clock.rowId, {
      due_at: dueAt,
      warn_at: warnAt,
      ...(length === null ? {} : { target_ms: length }),
    });
  }
  return changed;
}
