import type { Db, Trx } from "./open.ts";

const kind = "export";

/** A file being written, or written, as it is kept: `input` and `trouble` are the exports' own, as JSON. */
export type StoredRun = {
  readonly id: string;
  readonly input: string;
  readonly state: "queued" | "running" | "done" | "failed" | "cancelled";
  readonly rows: number;
  readonly totalRows: number | null;
  readonly trouble: string | null;
  readonly startedAt: number;
};

export async function insertExportRun(
  trx: Trx,
  { id, input, at }: { readonly id: string; readonly input: string; readonly at: number },
): Promise<void> {
  await trx.insertInto("job").values({ public_id: id, kind, input, state: "running", created_at: at }).execute();
}

export async function endExportRun(
  trx: Trx,
  run: Pick<StoredRun, "id" | "input" | "rows" | "totalRows" | "trouble"> & {
    readonly state: "done" | "failed" | "cancelled";
    readonly at: number;
  },
): Promise<void> {
  const { id, input, state, rows, totalRows, trouble, at } = run;
  await trx
    .updateTable("job")
    .set({ input, state, done: rows, total: totalRows, trouble, ended_at: at })
    .where("public_id", "=", id)
    .where("kind", "=", kind)
    .execute();
}

export async function exportRun(db: Db, id: string): Promise<StoredRun | null> {
  const row = await db
    .selectFrom("job")
    .selectAll()
    .where("public_id", "=", id)
    .where("kind", "=", kind)
    .executeTakeFirst();
  if (!row) return null;
  const { input, state, done: rows, total: totalRows, trouble, created_at: startedAt } = row;
  return { id, input, state, rows, totalRows, trouble, startedAt };
}

/** What a program before this one had begun can be finished by nobody. */
export async function failCutOffRuns(
  trx: Trx,
  { trouble, at, but }: { readonly trouble: string; readonly at: number; readonly but: readonly string[] },
): Promise<void> {
  await trx
    .updateTable("job")
    .set({ state: "failed", trouble, ended_at: at })
    .where("kind", "=", kind)
    .where("state", "in", ["queued", "running"])
    .where("public_id", "not in", [...but, ""])
    .execute();
}

/** Takes out runs that began before an instant: their files are gone. */
export async function removeOldRuns(trx: Trx, before: number): Promise<void> {
  await trx.deleteFrom("job").where("kind", "=", kind).where("created_at", "<", before).execute();
}
