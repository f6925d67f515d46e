import type { Db } from "./open.ts";
import { sourceById } from "./source.ts";
import type { Source } from "./source.ts";

/** The source of a row; null when it was removed. */
export async function sourceByRow(db: Db, rowId: number): Promise<Source | null> {
  const row = await db.selectFrom("source").select("public_id").where("id", "=", rowId).executeTakeFirst();
  return row ? sourceById(db, row.public_id) : null;
}
