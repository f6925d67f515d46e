import { sql } from "kysely";
import type { Updateable } from "kysely";
import type { Network } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";
import type { MessageTable } from "./schema/conversations.ts";

/** One post of a conversation. `rowId`s never leave the engine. */
export type MessageRecord = {
  readonly rowId: number;
  readonly conversationRowId: number;
  readonly network: Network;
  /** What its network, or else its address, calls it. */
  readonly remoteId: string;
  readonly parentId: string | null;
  readonly direction: "in" | "out";
  readonly handle: string | null;
  readonly url: string | null;
  readonly postedAt: number;
  readonly readAt: number | null;
  readonly goneAt: number | null;
  readonly itemRowId: number | null;
  readonly replyRowId: number | null;
};

const columns = [
  ...(["message.id", "message.conversation_id", "message.network", "message.remote_id"] as const),
  ...(["message.parent_remote_id", "message.direction", "message.handle", "message.url", "message.posted_at"] as const),
  ...(["message.read_at", "message.gone_at", "message.item_id", "message.reply_id"] as const),
] as const;

type Row = Pick<
  MessageTable,
  | "conversation_id"
  | "network"
  | "remote_id"
  | "parent_remote_id"
  | "direction"
  | "handle"
  | "url"
  | "posted_at"
  | "read_at"
  | "gone_at"
  | "item_id"
  | "reply_id"
> & { readonly id: number };

function toMessage(row: Row): MessageRecord {
  return {
    rowId: row.id,
    conversationRowId: row.conversation_id,
    network: row.network,
    remoteId: row.remote_id,
    parentId: row.parent_remote_id,
    direction: row.direction,
    handle: row.handle,
    url: row.url,
    postedAt: row.posted_at,
    readAt: row.read_at,
    goneAt: row.gone_at,
    itemRowId: row.item_id,
    replyRowId: row.reply_id,
  };
}

const inList = (values: readonly (string | number)[]) =>
  sql<never>`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** The posts that bear these names, by name. */
export async function messagesByNames(db: Db, names: readonly string[]): Promise<ReadonlyMap<string, MessageRecord>> {
  if (names.length === 0) return new Map();
  const rows = await db
    .selectFrom("message_name")
    .innerJoin("message", "message.id", "message_name.message_id")
    .select([...columns, "message_name.name"])
    .where("message_name.name", "in", inList(names))
    .execute();
  return new Map(rows.map((row) => [row.name, toMessage(row)]));
}

/** The post that bears one of these names; null = nobody told us of it. */
export async function messageByNames(db: Db, names: readonly string[]): Promise<MessageRecord | null> {
  const found = await messagesByNames(db, names);
  for (const name of names) {
    const message = found.get(name);
    if (message) return message;
  }
  return null;
}

export async function messageByRow(db: Db, rowId: number): Promise<MessageRecord | null> {
  const row = await db.selectFrom("message").select(columns).where("id", "=", rowId).executeTakeFirst();
  return row ? toMessage(row) : null;
}

/** Posts that answer one under any of these names. */
export async function answersTo(db: Db, network: Network, names: readonly string[]): Promise<readonly MessageRecord[]> {
  const rows = await db
    .selectFrom("message")
    .select(columns)
    .where("network", "=", network)
    .where("parent_remote_id", "in", inList(names))
    .orderBy("id")
    .limit(1000)
    .execute();
  return rows.map(toMessage);
}

/** At most so many posts of one conversation are kept in view. */
const mostMessages = 1000;

export async function messagesOf(db: Db, conversationRowId: number): Promise<readonly MessageRecord[]> {
  const rows = await db
    .selectFrom("message")
    .select(columns)
    .where("conversation_id", "=", conversationRowId)
    .orderBy("posted_at")
    .orderBy("id")
    .limit(mostMessages)
    .execute();
  return rows.map(toMessage);
}

export type NewMessage = Omit<MessageRecord, "rowId" | "readAt" | "goneAt"> & {
  readonly author: string | null;
  readonly text: string;
  readonly lang: string | null;
  readonly seenAt: number;
};

export async function insertMessage(trx: Trx, message: NewMessage): Promise<number> {
  const { id } = await trx
    .insertInto("message")
    .values({
      conversation_id: message.conversationRowId,
      network: message.network,
      remote_id: message.remoteId,
      parent_remote_id: message.parentId,
      direction: message.direction,
      author: message.author,
      handle: message.handle,
      text: message.text,
      lang: message.lang,
      url: message.url,
      posted_at: message.postedAt,
      seen_at: message.seenAt,
      item_id: message.itemRowId,
      reply_id: message.replyRowId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateMessage(trx: Trx, rowId: number, change: Updateable<MessageTable>): Promise<void> {
  await trx.updateTable("message").set(change).where("id", "=", rowId).execute();
}

/** Lets a post be found under more names; one that is another post's stays that one's. */
export async function addNames(trx: Trx, rowId: number, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await trx
    .insertInto("message_name")
    .values(names.map((name) => ({ name, message_id: rowId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Nothing of who wrote what stays of posts whose items are deleted, nor by what names they were known. */
export async function forgetMessages(trx: Trx, itemRowIds: readonly number[]): Promise<void> {
  const rows = await trx
    .selectFrom("message")
    .select("id")
    .where("item_id", "in", inList(itemRowIds))
    .where("reply_id", "is", null)
    .execute();
  if (rows.length === 0) return;
  const ids = inList(rows.map(({ id }) => id));
  await trx.updateTable("item_echo").set({ message_id: null }).where("message_id", "in", ids).execute();
  await trx.deleteFrom("message_name").where("message_id", "in", ids).execute();
  await trx.deleteFrom("message").where("id", "in", ids).execute();
}
