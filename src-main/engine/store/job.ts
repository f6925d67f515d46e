import { sql } from "kysely";
import type { Db, Trx } from "./open.ts";

/** Work too long for one answer, with where it stands. `input` is the job's own, as JSON. */
export type Job = { readonly rowId: number; readonly kind: string; readonly input: string; readonly done: number };

// Written out, not bound, so that SQLite sees that its partial index holds all of them.
const open = (["queued", "running"] as const).map((state) => sql.lit(state));

export async function insertJob(
  trx: Trx,
  job: { readonly id: string; readonly kind: string; readonly input: string; readonly at: number },
): Promise<void> {
  await trx
    .insertInto("job")
    .values({ public_id: job.id, kind: job.kind, input: job.input, state: "queued", created_at: job.at })
    .execute();
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
