import { sql } from "kysely";
import { cycleCondition, type CyclePlace, type KpiFilter } from "./kpi-cycle.ts";
import type { Db } from "./open.ts";

type Lot = { readonly after: CyclePlace; readonly limit: number; readonly filter: KpiFilter };
export type LotReader = (db: Db, lot: Lot & Period) => Promise<readonly CyclePlace[]>;
type Period = { readonly from: number; readonly to: number };

/** Cycles that nobody had resolved at `to` and that no new cycle had replaced; queued by then. `from` says nothing here. */
export const neverResolved: LotReader = async (db, { to, after, limit, filter }) => {
  const { rows } = await sql<CyclePlace>`
    SELECT c.queued_at AS "queuedAt", c.case_id AS "caseRowId", c.cycle
    FROM case_cycle AS c
    WHERE c.resolved_at IS NULL AND c.queued_at <= ${to}
      AND (c.queued_at, c.case_id, c.cycle) > (${after.queuedAt}, ${after.caseRowId}, ${after.cycle})
      AND NOT EXISTS (
        SELECT 1 FROM case_cycle AS later
        WHERE later.case_id = c.case_id AND later.cycle = c.cycle + 1 AND later.queued_at <= ${to})
      AND ${cycleCondition(filter)}
    ORDER BY c.queued_at, c.case_id, c.cycle
    LIMIT ${limit}`.execute(db);
  return rows;
};

/** Cycles that waited at `to` and were resolved later. */
export const resolvedLater: LotReader = async (db, { to, after, limit, filter }) => {
  const { rows } = await sql<CyclePlace>`
    SELECT c.queued_at AS "queuedAt", c.case_id AS "caseRowId", c.cycle
    FROM case_cycle AS c
    WHERE c.resolved_at > ${to} AND c.queued_at <= ${to}
      AND (c.queued_at, c.case_id, c.cycle) > (${after.queuedAt}, ${after.caseRowId}, ${after.cycle})
      AND ${cycleCondition(filter)}
    ORDER BY c.queued_at, c.case_id, c.cycle
    LIMIT ${limit}`.execute(db);
  return rows;
};

/** Cycles that were resolved in a period, `to` excluded. */
export const resolvedWithin: LotReader = async (db, { from, to, after, limit, filter }) => {
  const { rows } = await sql<CyclePlace>`
    SELECT c.queued_at AS "queuedAt", c.case_id AS "caseRowId", c.cycle
    FROM case_cycle AS c
    WHERE c.resolved_at >= ${from} AND c.resolved_at < ${to}
      AND (c.queued_at, c.case_id, c.cycle) > (${after.queuedAt}, ${after.caseRowId}, ${after.cycle})
      AND ${cycleCondition(filter)}
    ORDER BY c.queued_at, c.case_id, c.cycle
    LIMIT ${limit}`.execute(db);
  return rows;
};

/** How many cycles were resolved in each of some periods together, `to` excluded. */
export async function countResolved(db: Db, periods: readonly Period[], filter: KpiFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n
    FROM json_each(${JSON.stringify(periods.map(({ from, to }) => [from, to]))}) AS period
    JOIN case_cycle AS c ON c.resolved_at >= period.value ->> 0 AND c.resolved_at < period.value ->> 1
    WHERE ${cycleCondition(filter)}`.execute(db);
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
