import type { Network } from "../../contract/values.ts";
import type { Db } from "./open.ts";

/** The story whose case a reply of ours answered, while it has copies; null = it was put into another one. */
export async function storyOfReply(db: Db, replyRowId: number): Promise<number | null> {
  const row = await db
    .selectFrom("reply")
    .innerJoin("desk_case", "desk_case.id", "reply.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .select("story.id")
    .where("reply.id", "=", replyRowId)
    .where("story.copies", ">", 0)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The story in which an item counts; null = it does not. */
export async function storyOfItem(db: Db, itemRowId: number): Promise<number | null> {
  const row = await db.selectFrom("mention").select("story_id").where("id", "=", itemRowId).executeTakeFirst();
  return row?.story_id ?? null;
}

/** Whether somebody said something in a story. */
export async function hasSaidInStory(
  db: Db,
  { storyRowId, handle, network }: { readonly storyRowId: number; readonly handle: string; readonly network: Network },
): Promise<boolean> {
  const row = await db
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .select("mention.id")
    .where("mention.story_id", "=", storyRowId)
    .where("item.handle", "=", handle)
    .where("item.network", "=", network)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A story of one copy in whose case nobody has written a reply: its only copy may still go where it belongs. */
export async function untouchedStory(
  db: Db,
  storyRowId: number,
): Promise<{ readonly id: string; readonly version: number } | null> {
  const row = await db
    .selectFrom("story")
    .select(["story.public_id", "story.version"])
    .where("story.id", "=", storyRowId)
    .where("story.copies", "=", 1)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("reply")
            .innerJoin("desk_case", "desk_case.id", "reply.case_id")
            .select("reply.id")
            .where("desk_case.story_id", "=", storyRowId),
        ),
      ),
    )
    .executeTakeFirst();
  return row ? { id: row.public_id, version: row.version } : null;
}

export async function caseOfReply(db: Db, replyRowId: number): Promise<number | null> {
  const row = await db.selectFrom("reply").select("case_id").where("id", "=", replyRowId).executeTakeFirst();
  return row?.case_id ?? null;
}
