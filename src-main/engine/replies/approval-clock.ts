import type { Settings } from "../../contract/methods/settings.ts";
import { calendarOf, deadlineFrom, targetMs } from "../../domain/cases/policy.ts";
import type { Act } from "../commands.ts";
import { startApprovalClock } from "../store/approval-clock.ts";
import { caseByRow } from "../store/case.ts";
import type { ReplyRecord } from "../store/reply.ts";

/** Words wait for a person: the time that approvers have begins, where the bucket and priority of the case name one. */
export async function beginApproval(act: Act, reply: ReplyRecord, settings: Settings): Promise<void> {
  const record = await caseByRow(act.trx, reply.caseRowId);
  if (!record) return;
  const { bucket, priority } = record.state;
  const length = targetMs(settings.targets, { bucket, priority, kind: "approval" });
  const deadline = deadlineFrom(act.at, length, calendarOf(settings, bucket));
  if (deadline.targetMs === null) return;
  await startApprovalClock(act.trx, {
    replyRowId: reply.rowId,
    caseRowId: reply.caseRowId,
    cycle: reply.cycle,
    at: act.at,
    targetMs: deadline.targetMs,
    dueAt: deadline.dueAt,
    warnAt: deadline.warnAt,
  });
}
