import { sql } from "kysely";
import type { Db, Trx } from "./open.ts";

/** Work too long for one answer, with where it stands. `input` is the job's own, as JSON. */
export type Job = { readonly rowId: number; readonly kind: string; readonly input: string; readonly done: number };

// Written out, not bound, so that SQLite sees that its partial index holds all of them.
const open = (["queued", "running"] as const).map((state) => sql.lit(state));

export async function insertJob(
  trx: Trx,
  job: {
    readonly id: string;
    readonly kind: string;
    readonly input: string;
    readonly at: number;
    /** How much there is to do; left out where nobody shows it. */
    readonly total?: number;
  },
): Promise<void> {
  const { id, kind, input, at, total = null } = job;
  await trx.insertInto("job").values({ public_id: id, kind, input, state: "queued", created_at: at, total }).execute();
}

/** The oldest job of a kind that is not done, also one that a stop of the engine interrupted. */
export async function nextJob(db: Db, kind: string): Promise<Job | null> {
  const row = await db
    .selectFrom("job")
    .select(["id", "kind", "input", "done"])
    .where("state", "in", open)
    .where("kind", "=", kind)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row ? { rowId: row.id, kind: row.kind, input: row.input, done: row.done } : null;
}

/** Ends the open jobs of a kind: a newer one does their work. */
export async function cancelJobs(trx: Trx, kind: string, at: number): Promise<void> {
  await trx
    .updateTable("job")
    .set({ state: "cancelled", ended_at: at })
    .where("state", "in", open)
    .where("kind", "=", kind)
    .execute();
}

/** Notes progress in the transaction that made it; `ended` says that nothing is left. */
export async function saveJob(
  trx: Trx,
  {
    rowId,
    input,
    done,
    ended,
  }: { readonly rowId: number; readonly input: string; readonly done: number; readonly ended: number | null },
): Promise<void> {
  await trx
    .updateTable("job")
    .set({ input, done, state: ended === null ? "running" : "done", ended_at: ended })
    .where("id", "=", rowId)
    .where("state", "in", open)
    .execute();
}

export type JobState = Job & {
  readonly id: string;
  readonly state: "queued" | "running" | "done" | "failed" | "cancelled";
  readonly total: number | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
};

/** The newest job of a kind, whatever became of it. */
export async function newestJob(db: Db, kind: string): Promise<JobState | null> {
  const row = await db
    .selectFrom("job")
    .selectAll()
    .where("kind", "=", kind)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { id: rowId, public_id: id, input, state, done, total } = row;
  return { rowId, id, kind, input, state, done, total, startedAt: row.created_at, endedAt: row.ended_at };
}

/** The job of a name, when it is not done yet. */
export async function openJob(db: Db, id: string): Promise<Job | null> {
  const row = await db
    .selectFrom("job")
    .select(["id", "kind", "input", "done"])
    .where("public_id", "=", id)
    .where("state", "in", open)
    .executeTakeFirst();
  return row ? { rowId: row.id, kind: row.kind, input: row.input, done: row.done } : null;
}

/** The names of all jobs of a kind that are not done, oldest first. */
export async function openJobIds(db: Db, kind: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("job")
    .select("public_id")
    .where("state", "in", open)
    .where("kind", "=", kind)
    .orderBy("id")
    .execute();
  return rows.map((row) => row.public_id);
}

/** Takes a job out that leaves nothing to be told. */
export async function deleteJob(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom("job").where("public_id", "=", id).execute();
}
