import { sql } from "kysely";
import type { Db } from "./open.ts";

/** The mention that stands for each story: its row to the story's row. */
export async function headsOf(db: Db, storyRowIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom("story")
    .select(["id", "head_id"])
    .where("id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(storyRowIds)}))`)
    .orderBy("id")
    .limit(1000)
    .execute();
  return new Map(rows.map((row) => [row.head_id, row.id]));
}
