import { sql } from "kysely";
import type { Member } from "./story-member.ts";
import type { Db, Trx } from "./open.ts";

/** Adds a story of one copy that stands where another story stands, for the same reason. */
export async function copyStory(
  trx: Trx,
  {
    from,
    rowId,
    id,
    member,
  }: { readonly from: number; readonly rowId: number; readonly id: string; readonly member: Member },
): Promise<void> {
  await sql`
    INSERT INTO story (id, public_id, head_id, bucket, decided_by, reason, rule_id, urgency, labels, department, script_key,
      approval_roles, sentiment, copies, newest_at)
    SELECT ${rowId}, ${id}, ${member.rowId}, bucket, decided_by, reason, rule_id, urgency, labels, department, script_key,
      approval_roles, ${member.slot}, 1, ${member.publishedAt}
    FROM story
    WHERE id = ${from}`.execute(trx);
}

/** The public id of a mention; null when it is not there any more. */
export async function mentionIdOf(db: Db, rowId: number): Promise<string | null> {
  const row = await db.selectFrom("item").select("public_id").where("id", "=", rowId).executeTakeFirst();
  return row?.public_id ?? null;
}

/** The rows of mentions by public id. */
export async function mentionRowsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom("item")
    .innerJoin("mention", "mention.id", "item.id")
    .select(["item.id", "item.public_id"])
    .where("item.public_id", "in", sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .execute();
  return new Map(rows.map((row) => [row.public_id, row.id]));
}

/** Takes stories away that no copy and no case stands for, with what is remembered of them. */
export async function removeStories(trx: Trx, rowIds: readonly number[]): Promise<void> {
  const list = sql<number>`(SELECT value FROM json_each(${JSON.stringify(rowIds)}))`;
  await trx
    .deleteFrom("story_similar")
    .where((eb) => eb.or([eb("story_id", "in", list), eb("other_id", "in", list)]))
    .execute();
  await trx.deleteFrom("story_member").where("story_id", "in", list).execute();
  await trx.deleteFrom("rule_effect").where("story_id", "in", list).execute();
  await trx.deleteFrom("story").where("id", "in", list).execute();
}
