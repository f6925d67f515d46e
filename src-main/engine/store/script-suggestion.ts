import type { Db } from "./open.ts";

/** The living script that the routing of a story named, by public id. */
export async function suggestedScript(db: Db, storyRowId: number): Promise<string | null> {
  const row = await db
    .selectFrom("story")
    .innerJoin("script", "script.key", "story.script_key")
    .select("script.public_id")
    .where("story.id", "=", storyRowId)
    .where("script.removed_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row?.public_id ?? null;
}
