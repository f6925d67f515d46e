import { sql } from "kysely";
import type { Db, Trx } from "./open.ts";

/** The keys of the scripts that stories suggest, by row of the story; null where none. At most 10,000. */
export async function scriptsOfStories(
  db: Db,
  storyRowIds: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  const rows = await db
    .selectFrom("story")
    .select(["id", "script_key"])
    .where("id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(storyRowIds)}))`)
    .orderBy("id")
    .limit(10_000)
    .execute();
  return new Map(rows.map((row) => [row.id, row.script_key]));
}

/** Sets the script that stories suggest. Their versions are counted up by whoever calls. */
export async function saveScripts(
  trx: Trx,
  changes: readonly { readonly rowId: number; readonly script: string | null }[],
): Promise<void> {
  await sql`
    UPDATE story
    SET script_key = new.script
    FROM (SELECT value ->> 'rowId' AS row_id, value ->> 'script' AS script FROM json_each(${JSON.stringify(changes)})) AS new
    WHERE story.id = new.row_id`.execute(trx);
}

export async function hasScript(db: Db, key: string): Promise<boolean> {
  const row = await db
    .selectFrom("script")
    .select("id")
    .where("key", "=", key)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}
