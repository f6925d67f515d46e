import { sql, type RawBuilder } from "kysely";
import type { DepartmentQueue, QueuedPlace } from "../../domain/departments.ts";
import type { Db } from "./open.ts";

/** The condition on `desk_case` that a case stands in the queue of a department: given to it, or in one of its buckets. */
export function inDepartmentQueue({ names, buckets }: DepartmentQueue): RawBuilder<unknown> {
  return sql`(
    bucket IN (SELECT value FROM json_each(${JSON.stringify(buckets)}))
    OR story_id IN (
      SELECT story.id
      FROM json_each(${JSON.stringify(names)}) AS given
      JOIN story ON story.department COLLATE NOCASE = given.value
      WHERE story.department IS NOT NULL))`;
}

/** The condition on `story` that it stands in the queue of any of the departments that a list of names selects. */
export function inQueueOf(names: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    story.department COLLATE NOCASE IN ${names}
    OR EXISTS (
      SELECT 1
      FROM department
      LEFT JOIN department_name ON department_name.department_id = department.id
      WHERE department.removed_at IS NULL
        AND department.name IN ${names}
        AND (
          story.department COLLATE NOCASE = department_name.name
          OR story.bucket IN (SELECT value FROM json_each(department.buckets)))))`;
}

/** How many live cases stand in a queue; not counted beyond `cap`. */
export async function countQueue(db: Db, queue: DepartmentQueue, cap: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n
    FROM (
      SELECT 1
      FROM desk_case
      WHERE status IN ('new', 'open', 'waiting') AND ${inDepartmentQueue(queue)}
      LIMIT ${cap})`.execute(db);
  return rows[0]?.n ?? 0;
}

/** The different places where stories stand, by public id: what decides whose queue they are in. */
export async function queuedPlaces(db: Db, storyIds: readonly string[]): Promise<readonly QueuedPlace[]> {
  return db
    .selectFrom("story")
    .distinct()
    .select(["department", "bucket"])
    .where("public_id", "in", sql<string>`(SELECT value FROM json_each(${JSON.stringify(storyIds)}))`)
    .orderBy("department")
    .orderBy("bucket")
    .limit(5000)
    .execute();
}

/** The story whose case a line is of, by public id; null for the id of anything else. */
export async function storyOfLine(db: Db, lineId: string): Promise<string | null> {
  const row = await db
    .selectFrom("case_line")
    .innerJoin("desk_case", "desk_case.id", "case_line.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .select("story.public_id")
    .where("case_line.public_id", "=", lineId)
    .executeTakeFirst();
  return row?.public_id ?? null;
}

/** The story that a reply, or a case, belongs to, by public id. */
export async function storyOfReply(db: Db, replyId: string): Promise<string | null> {
  const row = await db
    .selectFrom("reply")
    .innerJoin("desk_case", "desk_case.id", "reply.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .select("story.public_id")
    .where("reply.public_id", "=", replyId)
    .executeTakeFirst();
  return row?.public_id ?? null;
}
