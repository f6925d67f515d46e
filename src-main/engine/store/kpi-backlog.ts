import { sql } from "kysely";
import type { Bucket } from "../../contract/values.ts";
import { cycleCondition, type CyclePlace, type KpiFilter } from "./kpi-cycle.ts";
import type { Db } from "./open.ts";

type Period = { readonly from: number; readonly to: number };
type Chosen = { readonly filter: KpiFilter };

/** A cycle that waited, with what its clock is chosen by. */
export type WaitingPlace = CyclePlace & { readonly bucket: Bucket; readonly firstResponseAt: number | null };

const waitingColumns = sql`
      c.queued_at AS "queuedAt", c.case_id AS "caseRowId", c.cycle, c.bucket, c.first_response_at AS "firstResponseAt"`;

/** Cycles queued by an instant that nobody has resolved and that no new cycle had replaced by then; a lot of them, in order. */
export async function neverResolved(
  db: Db,
  { at, after, limit, filter }: Chosen & { readonly at: number; readonly after: CyclePlace; readonly limit: number },
): Promise<readonly WaitingPlace[]> {
  const { rows } = await sql<WaitingPlace>`
    SELECT ${waitingColumns}
    FROM case_cycle AS c INDEXED BY case_cycle_resolved
    WHERE c.resolved_at IS NULL AND c.queued_at <= ${at}
      AND (c.queued_at, c.case_id, c.cycle) > (${after.queuedAt}, ${after.caseRowId}, ${after.cycle})
      AND NOT EXISTS (
        SELECT 1 FROM case_cycle AS later
        WHERE later.case_id = c.case_id AND later.cycle = c.cycle + 1 AND later.queued_at <= ${at})
      AND ${cycleCondition(filter)}
    ORDER BY c.queued_at, c.case_id, c.cycle
    LIMIT ${limit}`.execute(db);
  return rows;
}

/** Cycles queued by an instant that were resolved in a period after it, `to` excluded. */
export async function resolvedLater(
  db: Db,
  { at, from, to, filter }: Chosen & Period & { readonly at: number },
): Promise<readonly WaitingPlace[]> {
  const { rows } = await sql<WaitingPlace>`
    SELECT ${waitingColumns}
    FROM case_cycle AS c INDEXED BY case_cycle_resolved
    WHERE c.resolved_at >= ${from} AND c.resolved_at < ${to} AND c.queued_at <= ${at} AND ${cycleCondition(filter)}
    ORDER BY c.queued_at, c.case_id, c.cycle`.execute(db);
  return rows;
}

/** When the last of all cycles was resolved; 0 when none was. */
export async function lastResolvedAt(db: Db): Promise<number> {
  const { rows } = await sql<{ at: number | null }>`SELECT max(resolved_at) AS at FROM case_cycle`.execute(db);
  return rows[0]?.at ?? 0;
}

/** Cycles that were resolved in a period, `to` excluded. */
export async function resolvedWithin(db: Db, { from, to, filter }: Chosen & Period): Promise<readonly CyclePlace[]> {
  const { rows } = await sql<CyclePlace>`
    SELECT c.queued_at AS "queuedAt", c.case_id AS "caseRowId", c.cycle
    FROM case_cycle AS c
    WHERE c.resolved_at >= ${from} AND c.resolved_at < ${to} AND ${cycleCondition(filter)}
    ORDER BY c.queued_at, c.case_id, c.cycle`.execute(db);
  return rows;
}

/** How many cycles were resolved in a period, `to` excluded. */
export async function countResolved(db: Db, { from, to }: Period, filter: KpiFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n
    FROM case_cycle AS c
    WHERE c.resolved_at >= ${from} AND c.resolved_at < ${to} AND ${cycleCondition(filter)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Cycles resolved in a period that were followed by another within `withinMs`, until an instant; by when they were queued. */
export async function reopenedCycles(
  db: Db,
  { from, to, asOf, withinMs, filter }: Period & { asOf: number; withinMs: number; filter: KpiFilter },
): Promise<readonly CyclePlace[]> {
  const { rows } = await sql<CyclePlace>`
    SELECT c.queued_at AS "queuedAt", c.case_id AS "caseRowId", c.cycle
    FROM case_cycle AS later
    JOIN case_cycle AS c ON c.case_id = later.case_id AND c.cycle = later.cycle - 1
    WHERE later.cycle > 1 AND later.queued_at >= ${from} AND later.queued_at <= ${Math.min(asOf, to + withinMs)}
      AND c.resolved_at >= ${from} AND c.resolved_at < ${to} AND later.queued_at - c.resolved_at <= ${withinMs}
      AND ${cycleCondition(filter)}
    ORDER BY c.queued_at, c.case_id, c.cycle`.execute(db);
  return rows;
}
