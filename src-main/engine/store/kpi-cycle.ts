import { type RawBuilder, sql } from "kysely";
import type { Bucket } from "../../contract/values.ts";
import type { DepartmentQueue } from "../../domain/departments.ts";
import { columnsOfRows, type CycleColumns, type CycleValues } from "../../domain/kpi/cycle-columns.ts";
import type { AsLists } from "./connection.ts";
import type { Db } from "./open.ts";

/** Whose part of the cycles is counted; null or empty = all. Rows never leave the engine. */
export type KpiFilter = {
  readonly buckets: readonly Bucket[];
  readonly sourceRowId: number | null;
  readonly queue: DepartmentQueue | null;
  readonly personRowId: number | null;
};

const everything: KpiFilter = { buckets: [], sourceRowId: null, queue: null, personRowId: null };

/** Who answered a cycle `c` first, else who owns its case: a row of `person`. */
const personOfCycle = sql<number | null>`coalesce(
  (SELECT min(reply_author.person_id)
    FROM reply
    JOIN reply_author ON reply_author.reply_id = reply.id
    WHERE reply.case_id = c.case_id AND reply.cycle = c.cycle AND reply.state = 'sent'
    GROUP BY reply.id
    ORDER BY reply.sent_at, reply.id
    LIMIT 1),
  (SELECT owner_id FROM desk_case WHERE desk_case.id = c.case_id))`;

/** The condition on a cycle `c`. The bucket is the one that was frozen with it; analytics answers nothing. */
export function cycleCondition({ buckets, sourceRowId, queue, personRowId }: KpiFilter): RawBuilder<unknown> {
  const conditions = [sql`c.bucket <> 'analytics'`];
  if (buckets.length > 0) conditions.push(sql`c.bucket IN (SELECT value FROM json_each(${JSON.stringify(buckets)}))`);
  if (sourceRowId !== null) conditions.push(sql`c.source_id = ${sourceRowId}`);
  if (queue !== null)
    conditions.push(sql`(
      c.bucket IN (SELECT value FROM json_each(${JSON.stringify(queue.buckets)}))
      OR EXISTS (
        SELECT 1
        FROM desk_case
        JOIN story ON story.id = desk_case.story_id
        WHERE desk_case.id = c.case_id
          AND story.department COLLATE NOCASE IN (SELECT value FROM json_each(${JSON.stringify(queue.names)}))))`);
  if (personRowId !== null) conditions.push(sql`${personOfCycle} = ${personRowId}`);
  return sql`(${sql.join(conditions, sql` AND `)})`;
}

/** A place in the order of cycles: by when they were queued. */
export type CyclePlace = { readonly queuedAt: number; readonly caseRowId: number; readonly cycle: number };

/** In the order of domain/kpi/cycle-columns. */
const cycleColumns = sql`
      c.case_id, c.cycle, c.queued_at, c.target_ms, c.due_at, c.first_opened_at, c.submitted_at, c.approved_at,
      c.first_response_at, c.resolved_at, c.resolution_target_ms, c.resolution_due_at,
      CASE WHEN c.resolved_at IS NULL THEN (
        SELECT later.queued_at FROM case_cycle AS later WHERE later.case_id = c.case_id AND later.cycle = c.cycle + 1
      ) END,
      c.published_at, c.first_seen_at, c.source_id, c.active_ms, c.wrap_ms, c.worked_until,
      c.bucket, c.responds, c.resolution, c.network`;

async function readCycles(db: Db, query: RawBuilder<unknown>): Promise<CycleColumns> {
  const lists: AsLists = { ...query.compile(db), asLists: true };
  const { rows } = await db.executeQuery<CycleValues>(lists);
  return columnsOfRows(rows);
}

/** The cycles that were queued after a place and before an instant, in order. */
export async function kpiCycles(db: Db, { to, after, limit, filter }: KpiPage): Promise<CycleColumns> {
  return readCycles(
    db,
    sql`
    SELECT ${cycleColumns}
    FROM case_cycle AS c
    WHERE (c.queued_at, c.case_id, c.cycle) > (${after.queuedAt}, ${after.caseRowId}, ${after.cycle})
      AND c.queued_at < ${to} AND ${cycleCondition(filter)}
    ORDER BY c.queued_at, c.case_id, c.cycle
    LIMIT ${limit}`,
  );
}

/** All cycles that were queued in a stretch, `to` excluded, and how many they are; null when they are more than `most`. */
export async function cyclesOfDay(
  db: Db,
  { from, to, most }: { readonly from: number; readonly to: number; readonly most: number },
): Promise<{ readonly n: number; readonly cycles: CycleColumns | null }> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n
    FROM case_cycle
    WHERE queued_at >= ${from} AND queued_at < ${to}`.execute(db);
  const n = rows[0]?.n ?? 0;
  if (n > most) return { n, cycles: null };
  const after = { queuedAt: from, caseRowId: 0, cycle: 0 };
  return { n, cycles: await kpiCycles(db, { to, after, limit: most, filter: everything }) };
}

/** Cycles by key, in the order they were queued. */
export async function kpiCyclesOf(db: Db, keys: readonly CycleKey[]): Promise<CycleColumns> {
  return readCycles(
    db,
    sql`
    SELECT ${cycleColumns}
    FROM json_each(${JSON.stringify(keys.map(({ caseRowId, cycle }) => [caseRowId, cycle]))}) AS wanted
    JOIN case_cycle AS c ON c.case_id = wanted.value ->> 0 AND c.cycle = wanted.value ->> 1
    ORDER BY c.queued_at, c.case_id, c.cycle`,
  );
}

export type CycleKey = { readonly caseRowId: number; readonly cycle: number };

type KpiPage = {
  readonly to: number;
  readonly after: CyclePlace;
  readonly limit: number;
  readonly filter: KpiFilter;
};

type Worked = {
  readonly caseRowId: number;
  readonly cycle: number;
  readonly activeMs: number;
  readonly wrapMs: number;
};

/** The work on cycles as it stood at an instant, where some of it came later. */
export async function workUntil(
  db: Db,
  cycles: readonly { readonly caseRowId: number; readonly cycle: number }[],
  asOf: number,
): Promise<readonly Worked[]> {
  const { rows } = await sql<Worked>`
    SELECT case_id AS "caseRowId", cycle, sum(until - from_at) - sum(wrap) AS "activeMs", sum(wrap) AS "wrapMs"
    FROM (
      SELECT own.case_id, own.cycle, activity.from_at, min(activity.to_at, ${asOf}) AS until,
        CASE WHEN coalesce(own.first_response_at, own.resolved_at) IS NULL THEN 0
          ELSE max(0, min(activity.to_at, ${asOf}) - max(activity.from_at, coalesce(own.first_response_at, own.resolved_at))) END AS wrap
      FROM json_each(${JSON.stringify(cycles.map(({ caseRowId, cycle }) => [caseRowId, cycle]))}) AS wanted
      JOIN case_cycle AS own ON own.case_id = wanted.value ->> 0 AND own.cycle = wanted.value ->> 1
      JOIN activity ON activity.case_id = own.case_id AND activity.from_at < ${asOf}
      WHERE own.cycle = coalesce(
        (SELECT max(cycle) FROM case_cycle WHERE case_id = own.case_id AND queued_at <= activity.from_at),
        (SELECT min(cycle) FROM case_cycle WHERE case_id = own.case_id)))
    GROUP BY case_id, cycle`.execute(db);
  return rows;
}

/** What a row of a cycle shows beside its times. */
export type CycleWords = {
  readonly caseRowId: number;
  readonly cycle: number;
  readonly id: string;
  readonly storyId: string;
  readonly title: string | null;
  readonly text: string | null;
  readonly source: string | null;
  readonly person: string | null;
};

export async function cycleWords(
  db: Db,
  cycles: readonly { readonly caseRowId: number; readonly cycle: number }[],
): Promise<readonly CycleWords[]> {
  const { rows } = await sql<CycleWords>`
    SELECT c.case_id AS "caseRowId", c.cycle, desk_case.public_id AS id, story.public_id AS "storyId", item.title, item.text,
      (SELECT name FROM source WHERE source.id = c.source_id) AS source,
      (SELECT name FROM person WHERE person.id = ${personOfCycle}) AS person
    FROM json_each(${JSON.stringify(cycles.map(({ caseRowId, cycle }) => [caseRowId, cycle]))}) AS wanted
    JOIN case_cycle AS c ON c.case_id = wanted.value ->> 0 AND c.cycle = wanted.value ->> 1
    JOIN desk_case ON desk_case.id = c.case_id
    JOIN story ON story.id = desk_case.story_id
    LEFT JOIN item ON item.id = story.head_id`.execute(db);
  return rows;
}
