import { sql } from "kysely";
import type { Bucket } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";
import type { ClockPage } from "./case-clock.ts";

/** The time that approvers have for one submission. */
export type ApprovalClock = {
  readonly rowId: number;
  readonly replyId: string;
  readonly storyId: string;
  readonly caseRowId: number;
  readonly cycle: number;
  readonly bucket: Bucket;
  readonly startedAt: number;
  readonly targetMs: number;
  readonly dueAt: number | null;
  readonly warnAt: number | null;
};

export async function startApprovalClock(
  trx: Trx,
  clock: {
    readonly replyRowId: number;
    readonly caseRowId: number;
    readonly cycle: number;
    readonly at: number;
    readonly targetMs: number;
    readonly dueAt: number | null;
    readonly warnAt: number | null;
  },
): Promise<void> {
  await endApprovalClock(trx, { replyRowId: clock.replyRowId, at: clock.at, outcome: "stopped" });
  await trx
    .insertInto("approval_clock")
    .values({
      reply_id: clock.replyRowId,
      case_id: clock.caseRowId,
      cycle: clock.cycle,
      started_at: clock.at,
      target_ms: clock.targetMs,
      due_at: clock.dueAt,
      warn_at: clock.warnAt,
    })
    .execute();
}

/** Ends the clock of a reply that was approved, returned or stopped; nothing when none runs. */
export async function endApprovalClock(
  trx: Trx,
  ended: {
    readonly replyRowId: number;
    readonly at: number;
    readonly outcome: "approved" | "returned" | "stopped";
  },
): Promise<void> {
  await trx
    .updateTable("approval_clock")
    .set({ ended_at: ended.at, outcome: ended.outcome })
    .where("reply_id", "=", ended.replyRowId)
    .where("ended_at", "is", null)
    .execute();
}

function clockQuery(db: Db) {
  return db
    .selectFrom("approval_clock")
    .innerJoin("reply", "reply.id", "approval_clock.reply_id")
    .innerJoin("desk_case", "desk_case.id", "approval_clock.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .selectAll("approval_clock")
    .select(["reply.public_id as reply_public_id", "story.public_id as story_public_id", "desk_case.bucket"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof clockQuery>["execute"]>>[number];

/** Running approval clocks that have come to their warning or their end and are not written down yet, by that moment. */
export async function approvalsAtMoment(
  db: Db,
  { of, now, limit, after }: ClockPage & { readonly of: "breach" | "warning" },
): Promise<readonly ApprovalClock[]> {
  const moment = of === "breach" ? "approval_clock.due_at" : "approval_clock.warn_at";
  let query = clockQuery(db)
    .where(sql<boolean>`approval_clock.ended_at IS NULL AND approval_clock.breached_at IS NULL`)
    .where(moment, "<", of === "warning" ? now + 1 : now)
    .orderBy(moment)
    .orderBy("approval_clock.id")
    .limit(limit);
  if (of === "warning") query = query.where(sql<boolean>`approval_clock.warned_at IS NULL`);
  if (after)
    query = query.where(({ eb, or, and }) =>
      or([eb(moment, ">", after.at), and([eb(moment, "=", after.at), eb("approval_clock.id", ">", after.rowId)])]),
    );
  return (await query.execute()).map(toClock);
}

/** All approval clocks that run, for a change of hours or targets; there are as many as replies that wait. */
export async function runningApprovals(db: Db): Promise<readonly (ApprovalClock & { readonly priority: 1 | 2 | 3 })[]> {
  const rows = await clockQuery(db)
    .select("desk_case.priority")
    .where(sql<boolean>`approval_clock.ended_at IS NULL`)
    .orderBy("approval_clock.id")
    .limit(10_000)
    .execute();
  return rows.map((row) => ({ ...toClock(row), priority: row.priority }));
}

/** When the approvers of a case's cycle should have decided: the earliest of the clocks that run; null when none does. */
export async function approvalDueAt(
  db: Db,
  { caseRowId, cycle }: { readonly caseRowId: number; readonly cycle: number },
): Promise<number | null> {
  const row = await db
    .selectFrom("approval_clock")
    .select((of) => of.fn.min("due_at").as("due_at"))
    .where("case_id", "=", caseRowId)
    .where("cycle", "=", cycle)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return row?.due_at ?? null;
}

export async function updateApprovalClock(
  trx: Trx,
  rowId: number,
  change: {
    readonly warned_at?: number;
    readonly breached_at?: number;
    readonly target_ms?: number;
    readonly due_at?: number | null;
    readonly warn_at?: number | null;
  },
): Promise<void> {
  await trx.updateTable("approval_clock").set(change).where("id", "=", rowId).execute();
}

function toClock(row: Row): ApprovalClock {
  return {
    rowId: row.id,
    replyId: row.reply_public_id,
    storyId: row.story_public_id,
    caseRowId: row.case_id,
    cycle: row.cycle,
    bucket: row.bucket,
    startedAt: row.started_at,
    targetMs: row.target_ms,
    dueAt: row.due_at,
    warnAt: row.warn_at,
  };
}
