import { type RawBuilder, sql } from "kysely";
import type { Bucket } from "../../contract/values.ts";
import type { AsLists } from "./connection.ts";
import { cycleCondition, type CyclePlace, type KpiFilter } from "./kpi-cycle.ts";
import type { Db } from "./open.ts";

type Period = { readonly from: number; readonly to: number };
type Chosen = { readonly filter: KpiFilter };

/** A cycle that waited, with what its clock is chosen by. */
export type WaitingPlace = CyclePlace & { readonly bucket: Bucket; readonly firstResponseAt: number | null };

type WaitingList = readonly [number, number, number, Bucket, number | null];

async function readWaiting(db: Db, condition: RawBuilder<unknown>): Promise<readonly WaitingPlace[]> {
  // Everything is in the index; the planner would rather walk through the table in the order of its key.
  const query = sql`
    SELECT c.queued_at, c.case_id, c.cycle, c.bucket, c.first_response_at
    FROM case_cycle AS c INDEXED BY case_cycle_resolved
    WHERE ${condition}`;
  const lists: AsLists = { ...query.compile(db), asLists: true };
  const { rows } = await db.executeQuery<WaitingList>(lists);
  return rows.map(([queuedAt, caseRowId, cycle, bucket, firstResponseAt]): WaitingPlace => ({
    queuedAt,
    caseRowId,
    cycle,
    bucket,
    firstResponseAt,
  }));
}

/** Cycles queued in a period, `to` excluded, that nobody has resolved and that no new cycle had replaced by an instant; in no order. */
export async function neverResolved(
  db: Db,
  { at, from, to, filter }: Chosen & Period & { readonly at: number },
): Promise<readonly WaitingPlace[]> {
  return readWaiting(
    db,
    sql`c.resolved_at IS NULL AND c.queued_at >= ${from} AND c.queued_at < ${to}
      AND NOT EXISTS (
        SELECT 1 FROM case_cycle AS later INDEXED BY case_cycle_later
        WHERE later.case_id = c.case_id AND later.cycle = c.cycle + 1 AND later.cycle > 1 AND later.queued_at <= ${at})
      AND ${cycleCondition(filter)}`,
  );
}

/** Cycles queued by an instant that were resolved in a period after it, `to` excluded; in no order. */
export async function resolvedLater(
  db: Db,
  { at, from, to, filter }: Chosen & Period & { readonly at: number },
): Promise<readonly WaitingPlace[]> {
  return readWaiting(
    db,
    sql`c.resolved_at >= ${from} AND c.resolved_at < ${to} AND c.queued_at <= ${at} AND ${cycleCondition(filter)}`,
  );
}

/** When the first of all cycles was queued that nobody has resolved; null when every one was. */
export async function firstUnresolvedAt(db: Db): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    SELECT min(queued_at) AS at
    FROM case_cycle INDEXED BY case_cycle_resolved
    WHERE resolved_at IS NULL`.execute(db);
  return rows[0]?.at ?? null;
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
