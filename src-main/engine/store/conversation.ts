import { sql } from "kysely";
import type { Updateable } from "kysely";
import type { Network } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";
import type { ConversationTable } from "./schema/conversations.ts";

/** A root post with all that hangs under it, as far as it was seen. */
export type ConversationRecord = {
  readonly rowId: number;
  readonly network: Network;
  readonly rootId: string;
  readonly accountId: string | null;
  readonly rootGoneAt: number | null;
};

type Row = Pick<ConversationTable, "network" | "root_remote_id" | "account_id" | "root_gone_at"> & {
  readonly id: number;
};

const toConversation = (row: Row): ConversationRecord => ({
  rowId: row.id,
  network: row.network,
  rootId: row.root_remote_id,
  accountId: row.account_id,
  rootGoneAt: row.root_gone_at,
});

/** The conversation whose root bears one of these names. */
export async function conversationByRoot(
  db: Db,
  network: Network,
  names: readonly string[],
): Promise<ConversationRecord | null> {
  const row = await db
    .selectFrom("conversation")
    .select(["id", "network", "root_remote_id", "account_id", "root_gone_at"])
    .where("network", "=", network)
    .where("root_remote_id", "in", sql<never>`(SELECT value FROM json_each(${JSON.stringify(names)}))`)
    .orderBy("id")
    .executeTakeFirst();
  return row ? toConversation(row) : null;
}

export async function insertConversation(
  trx: Trx,
  conversation: { readonly id: string } & Pick<ConversationRecord, "network" | "rootId" | "accountId">,
): Promise<number> {
  const { id } = await trx
    .insertInto("conversation")
    .values({
      public_id: conversation.id,
      network: conversation.network,
      root_remote_id: conversation.rootId,
      account_id: conversation.accountId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateConversation(
  trx: Trx,
  rowId: number,
  change: Updateable<ConversationTable>,
): Promise<void> {
  await trx.updateTable("conversation").set(change).where("id", "=", rowId).execute();
}

/** Two that turned out to be one: all posts of the second stand in the first from now on. */
export async function mergeConversations(
  trx: Trx,
  { into, from }: { readonly into: number; readonly from: number },
): Promise<void> {
  if (into === from) return;
  await trx.updateTable("message").set({ conversation_id: into }).where("conversation_id", "=", from).execute();
  await trx
    .updateTable("conversation")
    .set((eb) => ({
      account_id: eb.fn.coalesce(
        "account_id",
        eb.selectFrom("conversation as other").select("other.account_id").where("other.id", "=", from),
      ),
    }))
    .where("id", "=", into)
    .execute();
  await trx.deleteFrom("conversation").where("id", "=", from).execute();
}
