import { sql } from "kysely";
import type { Bucket } from "../../contract/values.ts";
import { cycleCondition, type KpiFilter } from "./kpi-cycle.ts";
import type { Db } from "./open.ts";

/** One submission of a reply, and what its approvers did with it. */
export type Submission = {
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly outcome: "approved" | "returned" | "stopped" | null;
  readonly bucket: Bucket;
  /** Somebody changed its words while it waited. */
  readonly edited: 0 | 1;
  /** Who approved or returned it. */
  readonly approver: string | null;
};

/** The submissions of a period, `to` excluded, of the cycles of a filter, oldest first. */
export async function submissions(
  db: Db,
  { from, to, filter }: { readonly from: number; readonly to: number; readonly filter: KpiFilter },
): Promise<readonly Submission[]> {
  const { rows } = await sql<Submission>`
    SELECT clock.started_at AS "startedAt", clock.ended_at AS "endedAt", clock.outcome, c.bucket,
      EXISTS (
        SELECT 1 FROM reply_revision
        WHERE reply_revision.reply_id = clock.reply_id AND reply_revision.kind = 'edited'
          AND reply_revision.at >= clock.started_at AND (clock.ended_at IS NULL OR reply_revision.at <= clock.ended_at)
      ) AS edited,
      CASE clock.outcome
        WHEN 'approved' THEN (
          SELECT person.name FROM approval JOIN person ON person.id = approval.person_id
          WHERE approval.reply_id = clock.reply_id AND approval.at = clock.ended_at
          ORDER BY approval.id DESC
          LIMIT 1)
        WHEN 'returned' THEN (
          SELECT person.name FROM reply JOIN person ON person.id = reply.returned_by
          WHERE reply.id = clock.reply_id AND reply.returned_at = clock.ended_at)
      END AS approver
    FROM approval_clock AS clock
    JOIN case_cycle AS c ON c.case_id = clock.case_id AND c.cycle = clock.cycle
    WHERE clock.started_at >= ${from} AND clock.started_at < ${to} AND ${cycleCondition(filter)}
    ORDER BY clock.started_at, clock.id`.execute(db);
  return rows;
}
