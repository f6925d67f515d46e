import { sql } from "kysely";
import type { Db, Trx } from "./open.ts";

/** Something that was promised in a case. Words are null once its contact was erased. */
export type PromiseRecord = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly caseId: string;
  readonly cycle: number;
  readonly storyId: string;
  readonly what: string | null;
  readonly toWhom: string | null;
  readonly dueAt: number;
  readonly madeBy: number;
  readonly madeAt: number;
  readonly ownerRowId: number | null;
  readonly replyId: string | null;
  readonly approvedBy: string | null;
  readonly keptBy: number | null;
  readonly keptAt: number | null;
  readonly brokenAt: number | null;
  readonly withdrawnBy: number | null;
  readonly withdrawnAt: number | null;
};

function promiseQuery(db: Db) {
  return db
    .selectFrom("promise")
    .innerJoin("desk_case", "desk_case.id", "promise.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .leftJoin("reply", "reply.id", "promise.reply_id")
    .selectAll("promise")
    .select(["desk_case.public_id as case_public_id", "desk_case.cycle", "desk_case.owner_id"])
    .select(["story.public_id as story_public_id", "reply.public_id as reply_public_id"])
    .select(
      sql<string | null>`(
        SELECT group_concat(person.name, ', ')
        FROM approval
        JOIN person ON person.id = approval.person_id
        WHERE approval.reply_id = promise.reply_id AND approval.voided_at IS NULL)`.as("approved_by"),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof promiseQuery>["execute"]>>[number];

function toPromise(row: Row): PromiseRecord {
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    caseId: row.case_public_id,
    cycle: row.cycle,
    storyId: row.story_public_id,
    what: row.what,
    toWhom: row.to_whom,
    dueAt: row.due_at,
    madeBy: row.made_by,
    madeAt: row.made_at,
    ownerRowId: row.owner_id,
    replyId: row.reply_public_id,
    approvedBy: row.approved_by,
    keptBy: row.kept_by,
    keptAt: row.kept_at,
    brokenAt: row.broken_at,
    withdrawnBy: row.withdrawn_by,
    withdrawnAt: row.withdrawn_at,
  };
}

export async function insertPromise(
  trx: Trx,
  promise: {
    readonly id: string;
    readonly caseRowId: number;
    readonly replyRowId: number | null;
    readonly what: string;
    readonly toWhom: string | null;
    readonly dueAt: number;
    readonly madeBy: number;
    readonly at: number;
  },
): Promise<void> {
  await trx
    .insertInto("promise")
    .values({
      public_id: promise.id,
      case_id: promise.caseRowId,
      reply_id: promise.replyRowId,
      what: promise.what,
      to_whom: promise.toWhom,
      due_at: promise.dueAt,
      made_by: promise.madeBy,
      made_at: promise.at,
    })
    .execute();
}

export async function promiseById(db: Db, id: string): Promise<PromiseRecord | null> {
  const row = await promiseQuery(db).where("promise.public_id", "=", id).executeTakeFirst();
  return row ? toPromise(row) : null;
}

const isUndone = sql<boolean>`promise.kept_at IS NULL AND promise.withdrawn_at IS NULL`;

/** The promises of a story's case: those that bind by their time, then the others, newest first; at most 100. */
export async function promisesOfStory(db: Db, storyRowId: number): Promise<readonly PromiseRecord[]> {
  const rows = await promiseQuery(db)
    .where("desk_case.story_id", "=", storyRowId)
    .orderBy(sql`CASE WHEN ${isUndone} THEN promise.due_at ELSE 9e15 - promise.id END`)
    .limit(100)
    .execute();
  return rows.map(toPromise);
}

/** What is neither kept nor withdrawn, by its time. */
export async function bindingPromises(db: Db, limit: number): Promise<readonly PromiseRecord[]> {
  const rows = await promiseQuery(db)
    .where(isUndone)
    .orderBy("promise.due_at")
    .orderBy("promise.id")
    .limit(limit)
    .execute();
  return rows.map(toPromise);
}

export async function countBinding(db: Db): Promise<number> {
  const row = await db
    .selectFrom("promise")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where(isUndone)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Promises by their public ids. */
export async function promisesById(db: Db, ids: readonly string[]): Promise<readonly PromiseRecord[]> {
  if (ids.length === 0) return [];
  const rows = await promiseQuery(db)
    .where("promise.public_id", "in", ids.slice(0, 500))
    .orderBy("promise.due_at")
    .orderBy("promise.id")
    .execute();
  return rows.map(toPromise);
}

/** Promises whose time has passed, that nobody kept, and of which the log does not say so yet. */
export async function promisesPastDue(
  db: Db,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<readonly PromiseRecord[]> {
  const rows = await promiseQuery(db)
    .where(isUndone)
    .where("promise.broken_at", "is", null)
    .where("promise.due_at", "<", now)
    .orderBy("promise.due_at")
    .orderBy("promise.id")
    .limit(limit)
    .execute();
  return rows.map(toPromise);
}

export type PromiseMark =
  | { readonly as: "kept" | "withdrawn"; readonly by: number; readonly at: number }
  | { readonly as: "broken"; readonly at: number }
  | { readonly as: "open" };

export async function markPromise(trx: Trx, rowId: number, mark: PromiseMark): Promise<void> {
  await trx
    .updateTable("promise")
    .set((eb) => ({ version: eb("version", "+", 1), ...fieldsOf(mark) }))
    .where("id", "=", rowId)
    .execute();
}

function fieldsOf(mark: PromiseMark) {
  switch (mark.as) {
    case "kept":
      return { kept_by: mark.by, kept_at: mark.at };
    case "withdrawn":
      return { withdrawn_by: mark.by, withdrawn_at: mark.at };
    case "broken":
      return { broken_at: mark.at };
    case "open":
      return { kept_by: null, kept_at: null, withdrawn_by: null, withdrawn_at: null };
  }
}

/** The story of a promise, by public ids. */
export async function storyOfPromise(db: Db, id: string): Promise<string | null> {
  return (await promiseById(db, id))?.storyId ?? null;
}
