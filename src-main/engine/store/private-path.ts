import { sql } from "kysely";
import { noPath, type PrivatePath, privateNetworks, stepOf } from "../../domain/private-path/path.ts";
import type { InvitedPath } from "../../domain/private-path/rate.ts";
import { caseQuery, toRecord, type CaseRecord } from "./case.ts";
import type { Db, Trx } from "./open.ts";

export type KeptPath = {
  readonly path: PrivatePath;
  readonly remindAt: number | null;
  /** When somebody was reminded of the step that it stands at; null = not yet. */
  readonly remindedAt: number | null;
};

type OfCycle = { readonly caseRowId: number; readonly cycle: number };

/** The path of one cycle of a case; the empty one where no step was taken. */
export async function readPath(db: Db, { caseRowId, cycle }: OfCycle): Promise<PrivatePath> {
  const row = await db
    .selectFrom("private_path")
    .selectAll()
    .where("case_id", "=", caseRowId)
    .where("cycle", "=", cycle)
    .executeTakeFirst();
  if (!row) return noPath;
  return {
    at: {
      ...{ invited: row.invited_at, contacted: row.contacted_at, confirmed: row.confirmed_at },
      ...{ solved: row.solved_at, closed_out: row.closed_out_at, declined: row.declined_at },
    },
    via: row.via,
  };
}

/** Writes a path as it stands now; one without a step is taken away. */
export async function savePath(
  trx: Trx,
  { caseRowId, cycle }: OfCycle,
  { path, remindAt, remindedAt }: KeptPath,
): Promise<void> {
  await trx.deleteFrom("private_path").where("case_id", "=", caseRowId).where("cycle", "=", cycle).execute();
  if (stepOf(path) === null) return;
  const { at, via } = path;
  await trx
    .insertInto("private_path")
    .values({
      ...{ case_id: caseRowId, cycle, via, remind_at: remindAt, reminded_at: remindedAt },
      ...{ invited_at: at.invited, contacted_at: at.contacted, confirmed_at: at.confirmed },
      ...{ solved_at: at.solved, closed_out_at: at.closed_out, declined_at: at.declined },
    })
    .execute();
}

/** Cases whose present path stands still for too long and nobody was reminded, the longest due first. */
export async function dueReminders(
  db: Db,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<readonly CaseRecord[]> {
  const rows = await caseQuery(db)
    .innerJoin("private_path", (join) =>
      join.onRef("private_path.case_id", "=", "desk_case.id").onRef("private_path.cycle", "=", "desk_case.cycle"),
    )
    .clearOrderBy()
    // As the partial index has it.
    .where(sql<boolean>`private_path.remind_at IS NOT NULL AND private_path.reminded_at IS NULL`)
    .where("private_path.remind_at", "<=", now)
    .orderBy("private_path.remind_at")
    .clearLimit()
    .limit(limit)
    .execute();
  return rows.map(toRecord);
}

/** When the next reminder is due that nobody was given; null without one. */
export async function nextReminder(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom("private_path")
    .select("remind_at")
    .where(sql<boolean>`remind_at IS NOT NULL AND reminded_at IS NULL`)
    .orderBy("remind_at")
    .limit(1)
    .executeTakeFirst();
  return row?.remind_at ?? null;
}

export async function markReminded(trx: Trx, { caseRowId, cycle }: OfCycle, at: number): Promise<void> {
  await trx
    .updateTable("private_path")
    .set({ reminded_at: at })
    .where("case_id", "=", caseRowId)
    .where("cycle", "=", cycle)
    .execute();
}

/** The cycles in care that were queued in a period, without those that no answer was owed to and those that were never public, such as calls: how many, and the paths of those invited. */
export async function pathsQueued(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<{ readonly complaints: number; readonly paths: readonly InvitedPath[] }> {
  const offered = sql`
    FROM case_cycle
    JOIN desk_case ON desk_case.id = case_cycle.case_id
    JOIN story ON story.id = desk_case.story_id
    JOIN item ON item.id = story.head_id
    LEFT JOIN private_path ON private_path.case_id = case_cycle.case_id AND private_path.cycle = case_cycle.cycle
    WHERE case_cycle.queued_at >= ${from} AND case_cycle.queued_at < ${to} AND case_cycle.bucket = 'care'
      AND coalesce(case_cycle.resolution, '') NOT IN ('spam', 'duplicate', 'withdrawn')
      AND item.network NOT IN (${sql.join(privateNetworks)})`;
  const counted = await sql<{ n: number }>`SELECT count(*) AS n ${offered}`.execute(db);
  const { rows } = await sql<InvitedPath>`
    SELECT private_path.invited_at AS invitedAt, private_path.confirmed_at AS confirmedAt
    ${offered} AND private_path.invited_at IS NOT NULL`.execute(db);
  return { complaints: counted.rows[0]?.n ?? 0, paths: rows };
}
