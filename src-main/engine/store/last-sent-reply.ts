import type { Db } from "./open.ts";

/** The reply that was sent last, and its case; null = none was ever sent. */
export async function lastSentReply(
  db: Db,
): Promise<{ readonly caseRowId: number; readonly replyRowId: number } | null> {
  const row = await db
    .selectFrom("reply")
    .select(["id", "case_id"])
    .where("state", "=", "sent")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { caseRowId: row.case_id, replyRowId: row.id } : null;
}
