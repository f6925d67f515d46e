import type { Network } from "../../contract/values.ts";
import type { Db } from "./open.ts";

/** The post that a reply answers, as it came to the desk. */
export type AnsweredPost = {
  readonly itemRowId: number;
  readonly network: Network;
  readonly key: string;
  readonly url: string | null;
  readonly handle: string | null;
  readonly lang: string | null;
  readonly publishedAt: number;
};

/** The copy of a story with this address, else its first one. */
export async function answeredPost(
  db: Db,
  { storyRowId, url }: { readonly storyRowId: number; readonly url: string | null },
): Promise<AnsweredPost | null> {
  const row = await db
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .innerJoin("story", "story.id", "mention.story_id")
    .select(["item.id", "item.network", "item.key", "item.url", "item.handle", "item.lang", "item.published_at"])
    .where("mention.story_id", "=", storyRowId)
    .orderBy((eb) =>
      eb.case().when("item.url", "=", url).then(0).when("item.id", "=", eb.ref("story.head_id")).then(1).else(2).end(),
    )
    .orderBy("item.id")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    itemRowId: row.id,
    network: row.network,
    key: row.key,
    url: row.url,
    handle: row.handle,
    lang: row.lang,
    publishedAt: row.published_at,
  };
}

export type PostedReply = {
  readonly remoteId: string;
  readonly url: string | null;
  readonly parentId: string | null;
  readonly rootId: string | null;
  readonly at: number;
};

/** Where the engine posted a reply; null = a person did by hand. */
export async function postedReply(db: Db, replyRowId: number): Promise<PostedReply | null> {
  const row = await db
    .selectFrom("posting")
    .select(["remote_id", "url", "remote_parent_id", "remote_root_id", "posted_at"])
    .where("reply_id", "=", replyRowId)
    .where("remote_id", "is not", null)
    .orderBy("id", "desc")
    .executeTakeFirst();
  if (!row || row.remote_id === null || row.posted_at === null) return null;
  const { remote_id: remoteId, url, remote_parent_id: parentId, remote_root_id: rootId, posted_at: at } = row;
  return { remoteId, url, parentId, rootId, at };
}

/** When the answer was written and seen that came into a story at a moment; null = none did. */
export async function answerThatBegan(
  db: Db,
  { storyRowId, at }: { readonly storyRowId: number; readonly at: number },
): Promise<{ readonly publishedAt: number; readonly firstSeenAt: number } | null> {
  const row = await db
    .selectFrom("story_member")
    .innerJoin("item", "item.id", "story_member.mention_id")
    .select(["item.published_at", "item.first_seen_at"])
    .where("story_member.story_id", "=", storyRowId)
    .where("story_member.answers", "=", 1)
    .where("story_member.joined_at", "=", at)
    .orderBy("item.published_at")
    .orderBy("item.id")
    .limit(1)
    .executeTakeFirst();
  return row ? { publishedAt: row.published_at, firstSeenAt: row.first_seen_at } : null;
}
