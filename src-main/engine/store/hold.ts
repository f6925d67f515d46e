import type { Db } from "./open.ts";

/** When the next hold ends after `at`; null = none runs. */
export async function nextHoldEnd(db: Db, at: number): Promise<number | null> {
  const row = await db
    .selectFrom("reply")
    .select("hold_until")
    .where("state", "=", "approved")
    .where("hold_until", ">", at)
    .orderBy("hold_until")
    .limit(1)
    .executeTakeFirst();
  return row?.hold_until ?? null;
}
