import type { Db } from "./open.ts";

/** A shift as a period in ms. */
type ShiftPeriod = { readonly from: number; readonly to: number };

/** The shifts that closed after an instant, in the order of their closing. */
export async function closedShifts(db: Db, after: number): Promise<readonly ShiftPeriod[]> {
  const rows = await db
    .selectFrom("shift")
    .select(["opened_at", "closed_at"])
    .where("closed_at", ">", after)
    .orderBy("closed_at")
    .orderBy("id")
    .limit(100)
    .execute();
  return rows.flatMap(({ opened_at: from, closed_at: to }) => (to !== null && to > from ? [{ from, to }] : []));
}

/** The shift that runs, up to now, or the last one that closed; null before the first. */
export async function newestShift(db: Db, now: number): Promise<ShiftPeriod | null> {
  const row = await db
    .selectFrom("shift")
    .select(["opened_at", "closed_at"])
    .orderBy("opened_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { from: row.opened_at, to: row.closed_at ?? now } : null;
}
