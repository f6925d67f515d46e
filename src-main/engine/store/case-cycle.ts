import { sql } from "kysely";
import type { CaseState } from "../../domain/cases/case-state.ts";
import type { Db, Trx } from "./open.ts";

// Bulk writes: one statement for a thousand cases, whose new fields come as one JSON text.

/** Writes the state of cases, adds 1 to their versions, and keeps the row of the cycle in step. */
export async function saveCases(
  trx: Trx,
  changes: readonly { readonly rowId: number; readonly state: CaseState }[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = JSON.stringify(changes.map(({ rowId, state }) => ({ ...state, rowId })));
  await sql`
    UPDATE desk_case
    SET status = new.status, bucket = new.bucket, priority = new.priority, owner_id = new.owner_id, claimed_at = new.claimed_at,
      cycle = new.cycle, queued_at = new.queued_at, target_ms = new.target_ms, due_at = new.due_at, sort_at = new.sort_at,
      first_opened_at = new.first_opened_at, first_response_at = new.first_response_at, breached_at = new.breached_at,
      resolved_at = new.resolved_at, resolution = new.resolution, resolution_reason = new.resolution_reason,
      responds = new.responds, warn_at = new.warn_at, warned_at = new.warned_at,
      resolution_target_ms = new.resolution_target_ms, resolution_due_at = new.resolution_due_at,
      resolution_warn_at = new.resolution_warn_at, resolution_warned_at = new.resolution_warned_at,
      resolution_breached_at = new.resolution_breached_at,
      snoozed_until = new.snoozed_until, wake_on = new.wake_on, duplicate_of = new.duplicate_of, is_private = new.is_private, version = version + 1
    FROM (
      SELECT value ->> 'rowId' AS row_id, value ->> 'status' AS status, value ->> 'bucket' AS bucket, value ->> 'priority' AS priority,
        (SELECT id FROM person WHERE public_id = value ->> 'owner') AS owner_id, value ->> 'claimedAt' AS claimed_at,
        value ->> 'cycle' AS cycle, value ->> 'queuedAt' AS queued_at, value ->> 'targetMs' AS target_ms, value ->> 'dueAt' AS due_at,
        value ->> 'sortAt' AS sort_at, value ->> 'firstOpenedAt' AS first_opened_at, value ->> 'firstResponseAt' AS first_response_at,
        value ->> 'breachedAt' AS breached_at, value ->> 'resolvedAt' AS resolved_at, value ->> 'resolution' AS resolution,
        value ->> 'responds' AS responds, value ->> 'warnAt' AS warn_at, value ->> 'warnedAt' AS warned_at,
        value ->> 'resolutionTargetMs' AS resolution_target_ms, value ->> 'resolutionDueAt' AS resolution_due_at,
        value ->> 'resolutionWarnAt' AS resolution_warn_at, value ->> 'resolutionWarnedAt' AS resolution_warned_at,
        value ->> 'resolutionBreachedAt' AS resolution_breached_at,
        value ->> 'resolutionReason' AS resolution_reason, value ->> 'snoozedUntil' AS snoozed_until,
        value ->> 'wakeOn' AS wake_on, value ->> 'duplicateOf' AS duplicate_of, value ->> 'isPrivate' AS is_private
      FROM json_each(${rows})
    ) AS new
    WHERE desk_case.id = new.row_id`.execute(trx);
  await saveCycles(
    trx,
    changes.map(({ rowId }) => rowId),
  );
}

/** Brings the row of each case's present cycle in step with the case; submitted and approved times are the replies'. */
export async function saveCycles(trx: Trx, caseRowIds: readonly number[]): Promise<void> {
  await sql`
    INSERT INTO case_cycle (case_id, cycle, bucket, priority, queued_at, target_ms, due_at, first_opened_at, first_response_at,
      breached_at, resolved_at, resolution, responds, resolution_target_ms, resolution_due_at, resolution_breached_at,
      source_id, network, published_at, first_seen_at)
    SELECT desk_case.id, cycle, desk_case.bucket, priority, queued_at, target_ms, due_at, first_opened_at, first_response_at, breached_at,
      resolved_at, resolution, responds, resolution_target_ms, resolution_due_at, resolution_breached_at, item.source_id, item.network,
      CASE WHEN cycle = 1 AND item.date_guessed = 0 THEN item.published_at END, CASE WHEN cycle = 1 THEN item.first_seen_at END
    FROM desk_case
    JOIN story ON story.id = desk_case.story_id
    LEFT JOIN item ON item.id = story.head_id
    WHERE desk_case.id IN (SELECT value FROM json_each(${JSON.stringify(caseRowIds)}))
    ON CONFLICT (case_id, cycle) DO UPDATE
    SET bucket = excluded.bucket, priority = excluded.priority, queued_at = excluded.queued_at, target_ms = excluded.target_ms,
      due_at = excluded.due_at, first_opened_at = excluded.first_opened_at, first_response_at = excluded.first_response_at,
      breached_at = excluded.breached_at, resolved_at = excluded.resolved_at, resolution = excluded.resolution,
      responds = excluded.responds, resolution_target_ms = excluded.resolution_target_ms,
      resolution_due_at = excluded.resolution_due_at, resolution_breached_at = excluded.resolution_breached_at`.execute(
    trx,
  );
}

/** Takes away cycles that an undo says were never begun, later ones than `cycle`; cycle 0 takes the case with them. */
export async function removeCyclesAfter(
  trx: Trx,
  { caseRowId, cycle }: { readonly caseRowId: number; readonly cycle: number },
): Promise<void> {
  await trx.deleteFrom("case_cycle").where("case_id", "=", caseRowId).where("cycle", ">", cycle).execute();
  if (cycle === 0) await trx.deleteFrom("desk_case").where("id", "=", caseRowId).execute();
}

/** Whether somebody worked on the case, since an instant or ever, in a way that must outlive an undo. */
export async function hasWork(
  db: Db,
  { caseRowId, since }: { readonly caseRowId: number; readonly since: number | null },
): Promise<boolean> {
  const from = since ?? 0;
  const { rows } = await sql<{ n: number }>`
    SELECT
      EXISTS (SELECT 1 FROM reply WHERE case_id = ${caseRowId} AND saved_at >= ${from})
      OR EXISTS (SELECT 1 FROM case_note WHERE case_id = ${caseRowId} AND at >= ${from})
      OR EXISTS (SELECT 1 FROM case_line WHERE case_id = ${caseRowId} AND proposed_at >= ${from})
      OR EXISTS (SELECT 1 FROM promise WHERE case_id = ${caseRowId} AND made_at >= ${from})
      OR EXISTS (SELECT 1 FROM activity WHERE case_id = ${caseRowId} AND to_at >= ${from})
      OR EXISTS (SELECT 1 FROM delivery WHERE case_id = ${caseRowId} AND created_at >= ${from}) AS n`.execute(db);
  return rows[0]?.n === 1;
}

export type CycleTimes = {
  readonly cycle: number;
  readonly submittedAt: number | null;
  readonly approvedAt: number | null;
};

/** What the replies wrote into the present cycle of a case. */
export async function cycleTimes(
  db: Db,
  { caseRowId, cycle }: { readonly caseRowId: number; readonly cycle: number },
): Promise<CycleTimes> {
  const row = await db
    .selectFrom("case_cycle")
    .select(["submitted_at", "approved_at"])
    .where("case_id", "=", caseRowId)
    .where("cycle", "=", cycle)
    .executeTakeFirst();
  return { cycle, submittedAt: row?.submitted_at ?? null, approvedAt: row?.approved_at ?? null };
}
