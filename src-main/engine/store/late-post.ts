import type { LatePost, SaidPost } from "../../domain/conversations/new-post.ts";
import type { Network } from "../../contract/values.ts";
import type { Db } from "./open.ts";

/** A post that came after a moment. `id` may leave the database. */
export type StoredPost = SaidPost & {
  readonly rowId: number;
  readonly id: string;
  readonly storyId: string;
  readonly firstSeenAt: number;
};

export type JoinedPost = StoredPost & LatePost & { readonly joinedAt: number };

/** Of a crowd only so many are looked at: one that is new is enough. */
const most = 50;
const mostBefore = 200;

function postQuery(db: Db) {
  return db
    .selectFrom("item")
    .innerJoin("mention", "mention.id", "item.id")
    .innerJoin("story", "story.id", "mention.story_id")
    .select(["item.id", "item.public_id", "item.network", "item.source_id", "item.author", "item.handle"])
    .select(["item.title", "item.text", "item.first_seen_at", "story.public_id as story_id"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof postQuery>["execute"]>>[number];

const toPost = (row: Row): StoredPost => ({
  rowId: row.id,
  id: row.public_id,
  storyId: row.story_id,
  network: row.network,
  sourceId: row.source_id,
  author: row.author,
  handle: row.handle,
  title: row.title,
  text: row.text,
  firstSeenAt: row.first_seen_at,
});

/** The posts of a story that came into it after a moment, oldest first. */
export async function joinedSince(
  db: Db,
  { storyRowId, since }: { readonly storyRowId: number; readonly since: number },
): Promise<readonly JoinedPost[]> {
  const rows = await postQuery(db)
    .innerJoin("story_member", (join) =>
      join.onRef("story_member.story_id", "=", "mention.story_id").onRef("story_member.mention_id", "=", "item.id"),
    )
    .select(["story_member.joined_at", "story_member.reason", "story_member.answers"])
    .where("mention.story_id", "=", storyRowId)
    .where("story_member.joined_at", ">", since)
    .where("story_member.left_at", "is", null)
    .orderBy("item.id")
    .limit(most)
    .execute();
  return rows.map((row) => ({
    ...toPost(row),
    joinedAt: row.joined_at,
    reason: row.reason,
    answers: row.answers === 1,
  }));
}

/** What a story held before one of its posts came, newest first. */
export async function postsBefore(
  db: Db,
  { storyRowId, rowId }: { readonly storyRowId: number; readonly rowId: number },
): Promise<readonly StoredPost[]> {
  const rows = await postQuery(db)
    .where("mention.story_id", "=", storyRowId)
    .where("item.id", "<", rowId)
    .orderBy("item.id", "desc")
    .limit(mostBefore)
    .execute();
  return rows.map(toPost);
}

export async function postByRow(db: Db, rowId: number): Promise<StoredPost | null> {
  const row = await postQuery(db).where("item.id", "=", rowId).executeTakeFirst();
  return row ? toPost(row) : null;
}

/** What somebody said since in the conversation of a post, and counts in another story, oldest first. */
export async function saidBesideSince(
  db: Db,
  {
    post,
    handle,
    network,
    since,
  }: { readonly post: number; readonly handle: string; readonly network: Network; readonly since: number },
): Promise<readonly StoredPost[]> {
  const rows = await postQuery(db)
    .innerJoin("message as theirs", "theirs.item_id", "item.id")
    .innerJoin("message as own", "own.conversation_id", "theirs.conversation_id")
    .innerJoin("mention as answered", "answered.id", "own.item_id")
    .where("own.item_id", "=", post)
    .where("theirs.direction", "=", "in")
    .where("item.network", "=", network)
    .where("item.handle", "=", handle)
    .where("item.first_seen_at", ">", since)
    .whereRef("mention.story_id", "<>", "answered.story_id")
    .orderBy("item.id")
    .limit(most)
    .execute();
  return rows.map(toPost);
}
