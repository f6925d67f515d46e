import { sql } from "kysely";
import type { Network } from "../../contract/values.ts";
import type { CaseState } from "../../domain/cases/case-state.ts";
import { insertRows } from "./insert-rows.ts";
import type { Db, Trx } from "./open.ts";

/** A case with its story. `rowId`s never leave the engine; `storyVersion` is what pages name when they act on it. */
export type CaseRecord = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly storyRowId: number;
  readonly storyId: string;
  readonly storyVersion: number;
  readonly contactRowId: number | null;
  readonly state: CaseState;
};

/** A list of ids becomes one text, because SQLite takes a bounded number of parameters. */
const mostIds = 10_000;

export function caseQuery(db: Db) {
  return db
    .selectFrom("desk_case")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .leftJoin("person", "person.id", "desk_case.owner_id")
    .selectAll("desk_case")
    .select([
      "story.public_id as story_public_id",
      "story.version as story_version",
      "person.public_id as owner_public_id",
    ])
    .orderBy("desk_case.id")
    .limit(mostIds);
}

type CaseRow = Awaited<ReturnType<ReturnType<typeof caseQuery>["execute"]>>[number];

/** The case of each of these stories that has one, by story row. */
export async function casesOfStories(db: Db, storyRowIds: readonly number[]): Promise<ReadonlyMap<number, CaseRecord>> {
  const records: CaseRecord[] = [];
  for (let from = 0; from < storyRowIds.length; from += 500) {
    const rows = await caseQuery(db)
      .where("desk_case.story_id", "in", storyRowIds.slice(from, from + 500))
      .execute();
    records.push(...rows.map(toRecord));
  }
  return new Map(records.map((record) => [record.storyRowId, record]));
}

/** Unanswered cases of these authors that were put away until they answer. */
export async function casesAwaitingAuthors(
  db: Db,
  authors: readonly { readonly network: Network; readonly handle: string }[],
): Promise<readonly CaseRecord[]> {
  if (authors.length === 0) return [];
  const contacts = sql<number>`(
    SELECT contact_handle.contact_id
    FROM json_each(${JSON.stringify(authors)}) AS author
    JOIN contact_handle
      ON contact_handle.network = author.value ->> 'network' AND contact_handle.handle = author.value ->> 'handle')`;
  const rows = await caseQuery(db)
    .where("desk_case.contact_id", "in", contacts)
    .where(sql<boolean>`desk_case.wake_on = 'answer'`)
    .where("desk_case.first_response_at", "is", null)
    .execute();
  return rows.map(toRecord);
}

export async function caseByRow(db: Db, rowId: number): Promise<CaseRecord | null> {
  const row = await caseQuery(db).where("desk_case.id", "=", rowId).executeTakeFirst();
  return row ? toRecord(row) : null;
}

// Literals, not parameters, wherever a partial index must be recognised by its condition.

/** Snoozed cases whose time has come, the longest due first. */
export async function dueSnoozes(
  db: Db,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<readonly CaseRecord[]> {
  const rows = await caseQuery(db)
    .clearOrderBy()
    .where(sql<boolean>`desk_case.status = 'snoozed'`)
    .where("desk_case.snoozed_until", "<=", now)
    .orderBy("desk_case.snoozed_until")
    .orderBy("desk_case.id")
    .clearLimit()
    .limit(limit)
    .execute();
  return rows.map(toRecord);
}

export function toRecord(row: CaseRow): CaseRecord {
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    storyRowId: row.story_id,
    storyId: row.story_public_id,
    storyVersion: row.story_version,
    contactRowId: row.contact_id,
    state: {
      status: row.status,
      bucket: row.bucket,
      priority: row.priority,
      owner: row.owner_public_id,
      claimedAt: row.claimed_at,
      cycle: row.cycle,
      queuedAt: row.queued_at,
      responds: row.responds,
      targetMs: row.target_ms,
      dueAt: row.due_at,
      warnAt: row.warn_at,
      warnedAt: row.warned_at,
      resolutionTargetMs: row.resolution_target_ms,
      resolutionDueAt: row.resolution_due_at,
      resolutionWarnAt: row.resolution_warn_at,
      resolutionWarnedAt: row.resolution_warned_at,
      resolutionBreachedAt: row.resolution_breached_at,
      sortAt: row.sort_at,
      firstOpenedAt: row.first_opened_at,
      firstResponseAt: row.first_response_at,
      breachedAt: row.breached_at,
      resolvedAt: row.resolved_at,
      resolution: row.resolution,
      resolutionReason: row.resolution_reason,
      snoozedUntil: row.snoozed_until,
      wakeOn: row.wake_on,
      duplicateOf: row.duplicate_of,
      isPrivate: row.is_private === 1,
    },
  };
}

/** Adds 1 to the version of stories whose cases changed: it is the version that pages name. */
export async function countStoriesUp(trx: Trx, storyRowIds: readonly number[]): Promise<void> {
  await sql`
    UPDATE story
    SET version = version + 1
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(storyRowIds)}))`.execute(trx);
}

export type NewCase = {
  readonly id: string;
  readonly storyRowId: number;
  readonly contactRowId: number | null;
  readonly state: CaseState;
};

/** Adds cases in their first cycle and answers their rows. Their cycle rows are written by saveCycles. */
export async function insertCases(trx: Trx, cases: readonly NewCase[]): Promise<readonly number[]> {
  const last = await trx.selectFrom("desk_case").select("id").orderBy("id", "desc").limit(1).executeTakeFirst();
  const first = (last?.id ?? 0) + 1;
  const rows = cases.map(({ id, storyRowId, contactRowId, state }, at) => ({
    id: first + at,
    public_id: id,
    story_id: storyRowId,
    contact_id: contactRowId,
    status: state.status,
    bucket: state.bucket,
    priority: state.priority,
    owner_id: null,
    claimed_at: null,
    cycle: state.cycle,
    queued_at: state.queuedAt,
    responds: state.responds,
    target_ms: state.targetMs,
    due_at: state.dueAt,
    warn_at: state.warnAt,
    warned_at: null,
    resolution_target_ms: state.resolutionTargetMs,
    resolution_due_at: state.resolutionDueAt,
    resolution_warn_at: state.resolutionWarnAt,
    resolution_warned_at: null,
    resolution_breached_at: null,
    sort_at: state.sortAt,
    first_opened_at: null,
    first_response_at: null,
    breached_at: null,
    resolved_at: null,
    resolution: null,
    resolution_reason: null,
    snoozed_until: null,
    wake_on: null,
    duplicate_of: null,
  }));
  await insertRows(trx, "desk_case", rows);
  return rows.map(({ id }) => id);
}
