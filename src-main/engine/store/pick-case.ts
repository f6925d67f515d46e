import type { Bucket, Network } from "../../contract/values.ts";
import type { Db } from "./open.ts";

/** What the choice of a script goes by. */
export type PickCase = {
  readonly bucket: Bucket;
  readonly scriptKey: string | null;
  readonly department: string | null;
  readonly language: string | null;
  readonly network: Network;
};

/** The case of a story by the story's public id; null for a story that never was. */
export async function findPickCase(db: Db, storyId: string): Promise<PickCase | null> {
  const row = await db
    .selectFrom("story")
    .innerJoin("item", "item.id", "story.head_id")
    .select(["story.bucket", "story.script_key", "story.department", "item.lang", "item.network"])
    .where("story.public_id", "=", storyId)
    .executeTakeFirst();
  if (!row) return null;
  const { bucket, script_key: scriptKey, department, lang: language, network } = row;
  return { bucket, scriptKey, department, language, network };
}

/** The departments that somebody belongs to, by name; those they only look on in are none of theirs. */
export async function departmentsOf(db: Db, personRowId: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("department_member")
    .innerJoin("department", "department.id", "department_member.department_id")
    .select("department.name")
    .where("department_member.person_id", "=", personRowId)
    .where("department_member.view_only", "=", 0)
    .where("department.removed_at", "is", null)
    .orderBy("department.name")
    .limit(100)
    .execute();
  return rows.map(({ name }) => name);
}
