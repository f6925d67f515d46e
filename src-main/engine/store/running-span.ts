import type { Db, Trx } from "./open.ts";

/** A stretch in which the engine ran. `woke`: it had lived on before, and its computer slept; else it was started. */
export type RunningSpan = { readonly from: number; readonly to: number; readonly woke: boolean };

/** Says that the engine runs from now on. Gives the row that `extendSpan` moves on. */
export async function beginSpan(trx: Trx, at: number, { woke = false } = {}): Promise<number> {
  const { id } = await trx
    .insertInto("running_span")
    .values({ from_at: at, to_at: at, woke: woke ? 1 : 0 })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function extendSpan(trx: Trx, rowId: number, at: number): Promise<void> {
  await trx.updateTable("running_span").set({ to_at: at }).where("id", "=", rowId).execute();
}

/** When the engine ran in a period, oldest first; what lies between was not listened to. */
export async function listSpans(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly RunningSpan[]> {
  const rows = await db
    .selectFrom("running_span")
    .select(["from_at", "to_at", "woke"])
    .where("to_at", ">=", from)
    .where("from_at", "<=", to)
    .orderBy("from_at")
    .orderBy("id")
    .limit(10_000)
    .execute();
  return rows.map((row) => ({ from: row.from_at, to: row.to_at, woke: row.woke === 1 }));
}
