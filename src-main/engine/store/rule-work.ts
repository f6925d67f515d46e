import type { RuleWork } from "../../contract/methods/rules.ts";
import type { Db, Trx } from "./open.ts";

/** A rule being applied to stored stories, or taken back: a row of the job table, with its own progress as JSON. */
export type StoredWork = RuleWork & { readonly rowId: number; readonly progress: WorkProgress };

export type WorkProgress = {
  readonly ruleId: string;
  readonly ruleRowId: number;
  readonly rule: string;
  /** The story where the next slice begins. */
  readonly cursor: number;
  readonly changed: number;
  readonly kept: number;
};

const kinds = { apply: "rule.apply", undo: "rule.undo" } as const;

function workQuery(db: Db) {
  return db.selectFrom("job").selectAll().where("kind", "in", Object.values(kinds));
}

type Row = Awaited<ReturnType<ReturnType<typeof workQuery>["execute"]>>[number];

function toWork(row: Row): StoredWork {
  // Written by insertWork and saveWork only.
  const progress = JSON.parse(row.input) as WorkProgress;
  const { ruleId, rule, changed, kept } = progress;
  return {
    rowId: row.id,
    progress,
    id: row.public_id,
    what: row.kind === kinds.apply ? "apply" : "undo",
    state: row.state,
    done: row.done,
    total: row.total ?? 0,
    ...{ ruleId, rule, changed, kept },
  };
}

/** The last work on rules, newest first. */
export async function listWork(db: Db, limit: number): Promise<readonly StoredWork[]> {
  return (await workQuery(db).orderBy("id", "desc").limit(limit).execute()).map(toWork);
}

/** The oldest work that is not done, also one that a stop of the engine interrupted. */
export async function nextWork(db: Db): Promise<StoredWork | null> {
  const row = await workQuery(db).where("state", "in", ["queued", "running"]).orderBy("id").limit(1).executeTakeFirst();
  return row ? toWork(row) : null;
}

export async function workById(db: Db, id: string): Promise<StoredWork | null> {
  const row = await workQuery(db).where("public_id", "=", id).executeTakeFirst();
  return row ? toWork(row) : null;
}

type NewWork = {
  readonly id: string;
  readonly what: RuleWork["what"];
  readonly progress: WorkProgress;
  readonly total: number;
  readonly at: number;
};

export async function insertWork(trx: Trx, { id, what, progress, total, at }: NewWork): Promise<void> {
  await trx
    .insertInto("job")
    .values({
      ...{ public_id: id, kind: kinds[what], input: JSON.stringify(progress), state: "queued", total },
      created_at: at,
    })
    .execute();
}

type Progressed = {
  readonly rowId: number;
  readonly progress: WorkProgress;
  readonly done: number;
  readonly state: "running" | "done" | "cancelled" | "failed";
  readonly at: number;
};

/** Notes progress in the transaction that made it. */
export async function saveWork(trx: Trx, { rowId, progress, done, state, at }: Progressed): Promise<void> {
  await trx
    .updateTable("job")
    .set({ input: JSON.stringify(progress), done, state, ended_at: state === "running" ? null : at })
    .where("id", "=", rowId)
    .execute();
}
