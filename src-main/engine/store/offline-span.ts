import type { Db, Trx } from "./open.ts";

/** Notes a stretch without a network. Gives the row that `extendOfflineSpan` moves on. */
export async function beginOfflineSpan(
  trx: Trx,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> {
  const { id } = await trx
    .insertInto("offline_span")
    .values({ from_at: from, to_at: Math.max(from, to) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** A clock that was set back does not shorten it. */
export async function extendOfflineSpan(trx: Trx, rowId: number, to: number): Promise<void> {
  await trx.updateTable("offline_span").set({ to_at: to }).where("id", "=", rowId).where("to_at", "<", to).execute();
}

/** When nobody could be reached in a period, oldest first. */
export async function listOfflineSpans(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly { readonly from: number; readonly to: number }[]> {
  const rows = await db
    .selectFrom("offline_span")
    .select(["from_at", "to_at"])
    .where("to_at", ">=", from)
    .where("from_at", "<=", to)
    .orderBy("from_at")
    .orderBy("id")
    .limit(10_000)
    .execute();
  return rows.map((row) => ({ from: row.from_at, to: row.to_at }));
}
