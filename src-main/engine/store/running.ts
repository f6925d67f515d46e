import type { Db, Trx } from "./open.ts";

/** When the engine ran. Both ends in ms. */
export type RunningSpan = { readonly from: number; readonly to: number };

/** A pulse that comes later than this after the one before leaves a gap: the machine slept or the app was closed. */
export const longestPause = 5 * 60_000;

/** Says that the engine runs at `at`: lengthens the last span, or begins a new one after a pause or a step of the clock. */
export async function pulse(trx: Trx, at: number): Promise<void> {
  const last = await trx.selectFrom("running_span").selectAll().orderBy("id", "desc").limit(1).executeTakeFirst();
  const goesOn = last !== undefined && at >= last.to_at && at - last.to_at <= longestPause;
  if (goesOn) await trx.updateTable("running_span").set({ to_at: at }).where("id", "=", last.id).execute();
  else await trx.insertInto("running_span").values({ from_at: at, to_at: at }).execute();
}

/** The spans that reach into a stretch of time, oldest first. */
export async function runningSpans(db: Db, { from, to }: RunningSpan): Promise<readonly RunningSpan[]> {
  const rows = await db
    .selectFrom("running_span")
    .select(["from_at", "to_at"])
    .where("to_at", ">=", from)
    .where("from_at", "<=", to)
    .orderBy("to_at")
    .orderBy("id")
    .limit(10_000)
    .execute();
  return rows.map((row) => ({ from: row.from_at, to: row.to_at }));
}
