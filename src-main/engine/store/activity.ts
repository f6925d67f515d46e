import { sql } from "kysely";
import type { WorkCycle, WorkSpan } from "../../domain/kpi/handle-time.ts";
import type { Db, Trx } from "./open.ts";

/** Focused work of one person on one case. Times in ms. */
export type Activity = WorkSpan & { readonly caseRowId: number; readonly personRowId: number };

/** What is recorded of a person's work on a case and touches a stretch of time, by its beginning. */
export async function activityWithin(
  db: Db,
  { caseRowId, personRowId, from, to }: Activity,
): Promise<readonly WorkSpan[]> {
  const rows = await db
    .selectFrom("activity")
    .select(["from_at", "to_at"])
    .where("case_id", "=", caseRowId)
    .where("person_id", "=", personRowId)
    .where("to_at", ">=", from)
    .where("from_at", "<=", to)
    .orderBy("from_at")
    .orderBy("id")
    .limit(5000)
    .execute();
  return rows.map((row) => ({ from: row.from_at, to: row.to_at }));
}

export async function insertActivity(trx: Trx, { caseRowId, personRowId, from, to }: Activity): Promise<void> {
  await trx
    .insertInto("activity")
    .values({ case_id: caseRowId, person_id: personRowId, from_at: from, to_at: to })
    .execute();
  await addWork(trx, { caseRowId, from, to });
}

/** Adds work to the cycle that it was done in, the first where it began before any; after an answer, or the end, it is wrap. */
async function addWork(trx: Trx, { caseRowId, from, to }: WorkSpan & { readonly caseRowId: number }): Promise<void> {
  await sql`
    UPDATE case_cycle
    SET active_ms = active_ms + ${to - from} - max(0, ${to} - max(${from}, coalesce(first_response_at, resolved_at, ${to}))),
      wrap_ms = wrap_ms + max(0, ${to} - max(${from}, coalesce(first_response_at, resolved_at, ${to}))),
      worked_until = max(coalesce(worked_until, 0), ${to})
    WHERE case_id = ${caseRowId} AND cycle = coalesce(
      (SELECT max(cycle) FROM case_cycle WHERE case_id = ${caseRowId} AND queued_at <= ${from}),
      (SELECT min(cycle) FROM case_cycle WHERE case_id = ${caseRowId}))`.execute(trx);
}

const mostIds = 10_000;

/** All recorded work on cases, by case and beginning: what handle time is counted from. At most 10,000 cases. */
export async function activityOfCases(db: Db, caseRowIds: readonly number[]): Promise<readonly Activity[]> {
  const rows = await db
    .selectFrom("activity")
    .select(["case_id", "person_id", "from_at", "to_at"])
    .where("case_id", "in", idsOf(caseRowIds))
    .orderBy("case_id")
    .orderBy("from_at")
    .orderBy("id")
    .limit(500_000)
    .execute();
  return rows.map((row) => ({
    caseRowId: row.case_id,
    personRowId: row.person_id,
    from: row.from_at,
    to: row.to_at,
  }));
}

/** The cycles of cases with the last moment each was answered, or ended without an answer; oldest first. */
export async function workCyclesOf(
  db: Db,
  caseRowIds: readonly number[],
): Promise<ReadonlyMap<number, readonly WorkCycle[]>> {
  const rows = await db
    .selectFrom("case_cycle")
    .leftJoin("reply", (join) =>
      join
        .onRef("reply.case_id", "=", "case_cycle.case_id")
        .onRef("reply.cycle", "=", "case_cycle.cycle")
        .on("reply.state", "=", "sent"),
    )
    .select(["case_cycle.case_id", "case_cycle.queued_at", "case_cycle.resolved_at"])
    .select((eb) => eb.fn.max("reply.sent_at").as("sent_at"))
    .where("case_cycle.case_id", "in", idsOf(caseRowIds))
    .groupBy(["case_cycle.case_id", "case_cycle.cycle"])
    .orderBy("case_cycle.case_id")
    .orderBy("case_cycle.cycle")
    .limit(100_000)
    .execute();
  const cycles = rows.map((row) => ({
    caseRowId: row.case_id,
    queuedAt: row.queued_at,
    answeredAt: row.sent_at ?? row.resolved_at,
  }));
  return Map.groupBy(cycles, ({ caseRowId }) => caseRowId);
}

// One text in place of a list, because SQLite takes a bounded number of parameters.
function idsOf(rowIds: readonly number[]) {
  return sql<number>`(SELECT value FROM json_each(${JSON.stringify(rowIds.slice(0, mostIds))}))`;
}
