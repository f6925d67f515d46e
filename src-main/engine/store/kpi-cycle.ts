import { type RawBuilder, sql } from "kysely";
import type { Bucket } from "../../contract/values.ts";
import type { DepartmentQueue } from "../../domain/departments.ts";
import type { KpiCycle } from "../../domain/kpi/judged-cycle.ts";
import type { AsLists } from "./connection.ts";
import type { Db } from "./open.ts";

/** Whose part of the cycles is counted; null or empty = all. Rows never leave the engine. */
export type KpiFilter = {
  readonly buckets: readonly Bucket[];
  readonly sourceRowId: number | null;
  readonly queue: DepartmentQueue | null;
  readonly personRowId: number | null;
};

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

export type StoredCycle = KpiCycle & { readonly workedUntil: number | null };

const cycleColumns = sql`
      c.case_id, c.cycle, c.bucket, c.responds, c.queued_at, c.target_ms, c.due_at, c.first_opened_at, c.submitted_at, c.approved_at,
      c.first_response_at, c.resolved_at, c.resolution, c.resolution_target_ms, c.resolution_due_at,
      CASE WHEN c.resolved_at IS NULL THEN (
        SELECT later.queued_at FROM case_cycle AS later WHERE later.case_id = c.case_id AND later.cycle = c.cycle + 1
      ) END,
      c.published_at, c.first_seen_at, c.network, c.source_id, c.active_ms, c.wrap_ms, c.worked_until`;

type At = number | null;
/** As `cycleColumns` has them. */
type CycleList = readonly [
  ...[caseRowId: number, cycle: number, bucket: Bucket, responds: "first" | "next", queuedAt: number, targetMs: number],
  ...[dueAt: At, firstOpenedAt: At, submittedAt: At, approvedAt: At, firstResponseAt: At, resolvedAt: At],
  ...[resolution: KpiCycle["resolution"], resolutionTargetMs: At, resolutionDueAt: At, supersededAt: At],
  ...[publishedAt: At, firstSeenAt: At, network: KpiCycle["network"], sourceRowId: At],
  ...[activeMs: number, wrapMs: number, workedUntil: At],
];

function toCycle(row: CycleList): StoredCycle {
  return {
    caseRowId: row[0],
    cycle: row[1],
    bucket: row[2],
    responds: row[3],
    queuedAt: row[4],
    targetMs: row[5],
    dueAt: row[6],
    firstOpenedAt: row[7],
    submittedAt: row[8],
    approvedAt: row[9],
    firstResponseAt: row[10],
    resolvedAt: row[11],
    resolution: row[12],
    resolutionTargetMs: row[13],
    resolutionDueAt: row[14],
    supersededAt: row[15],
    publishedAt: row[16],
    firstSeenAt: row[17],
    network: row[18],
    sourceRowId: row[19],
    activeMs: row[20],
    wrapMs: row[21],
    workedUntil: row[22],
  };
}

async function readCycles(db: Db, query: RawBuilder<unknown>): Promise<readonly StoredCycle[]> {
  const lists: AsLists = { ...query.compile(db), asLists: true };
  const { rows } = await db.executeQuery<CycleList>(lists);
  return rows.map(toCycle);
}

/** The cycles that were queued after a place and before an instant, in order. */
export async function kpiCycles(db: Db, { to, after, limit, filter }: KpiPage): Promise<readonly StoredCycle[]> {
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

/** Cycles by key, in the order they were queued. */
export async function kpiCyclesOf(db: Db, keys: readonly CycleKey[]): Promise<readonly StoredCycle[]> {
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
