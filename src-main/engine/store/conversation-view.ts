import { sql } from "kysely";
import type { Conversation, ThreadPost, ThreadWatch } from "../../contract/conversation.ts";
import type { Said } from "../../contract/values.ts";
import type { Db } from "./open.ts";

type Of = { readonly storyRowId: number; readonly caseRowId: number | null };

/** At most so many posts are shown: of a longer one the newest. */
const mostPosts = 200;

/** All that was said around a story and the replies of its case, oldest first, with how we hear what comes next. */
export async function conversationOf(db: Db, of: Of): Promise<Conversation> {
  const [posts, watch] = await Promise.all([postsOf(db, of), of.caseRowId === null ? null : watchOf(db, of.caseRowId)]);
  return { posts: [...posts], watch };
}

async function postsOf(db: Db, { storyRowId, caseRowId }: Of): Promise<readonly ThreadPost[]> {
  const conversations = sql<never>`(
    SELECT message.conversation_id
    FROM mention
    JOIN message ON message.item_id = mention.id
    WHERE mention.story_id = ${storyRowId}
    UNION
    SELECT message.conversation_id
    FROM reply
    JOIN message ON message.reply_id = reply.id
    WHERE reply.case_id = ${caseRowId ?? -1})`;
  const rows = await db
    .selectFrom("message")
    .leftJoin("item", "item.id", "message.item_id")
    .leftJoin("mention", "mention.id", "message.item_id")
    .leftJoin("story", "story.id", "mention.story_id")
    .leftJoin("reply", "reply.id", "message.reply_id")
    .select(["message.id", "message.direction", "message.network", "message.handle", "message.lang", "message.url"])
    .select(["message.posted_at", "message.gone_at", "message.author", "message.text"])
    .select([
      "item.author as item_author",
      "item.handle as item_handle",
      "item.text as item_text",
      "item.url as item_url",
    ])
    .select(["item.public_id as item_id", "mention.id as mention_id", "story.id as story_row_id"])
    .select(["story.public_id as story_id", "reply.public_id as reply_id", "reply.text as reply_text"])
    .where("message.conversation_id", "in", conversations)
    .orderBy("message.posted_at", "desc")
    .orderBy("message.id", "desc")
    .limit(mostPosts)
    .execute();
  return rows.toReversed().map((row) => ({
    key: String(row.id),
    direction: row.direction,
    network: row.network,
    author: row.item_author ?? row.author,
    handle: row.item_handle ?? row.handle,
    text: row.item_text ?? row.reply_text ?? row.text,
    lang: row.lang,
    url: row.item_url ?? row.url,
    at: row.posted_at,
    goneAt: row.gone_at,
    mentionId: row.mention_id === null ? null : row.item_id,
    storyId: row.story_row_id === storyRowId ? null : row.story_id,
    replyId: row.reply_id,
  }));
}

async function watchOf(db: Db, caseRowId: number): Promise<ThreadWatch | null> {
  const row = await db
    .selectFrom("thread_read")
    .innerJoin("message", "message.id", "thread_read.message_id")
    .innerJoin("reply", "reply.id", "message.reply_id")
    .leftJoin("account", "account.public_id", "thread_read.account_id")
    .select(["reply.public_id as reply_id", "message.url", "account.name", "account.removed_at"])
    .select(["thread_read.last_read_at", "thread_read.due_at", "thread_read.trouble", "thread_read.reminded_at"])
    .select("thread_read.looked_at")
    .where("reply.case_id", "=", caseRowId)
    .orderBy("thread_read.sent_at", "desc")
    .orderBy("message.id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    replyId: row.reply_id,
    account: row.removed_at === null ? row.name : null,
    url: row.url,
    lastReadAt: row.last_read_at,
    dueAt: row.due_at,
    // Written by the reader of threads only.
    trouble: row.trouble === null ? null : (JSON.parse(row.trouble) as Said),
    remindedAt: row.reminded_at,
    lookedAt: row.looked_at,
  };
}
