import { sql } from "kysely";
import type { Db, Trx } from "./open.ts";

const inList = (values: readonly (string | number)[]) =>
  sql<never>`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** Says that an item is another sight of a post and never counts; `messageRowId` null = a post of ours in no conversation. */
export async function markEcho(trx: Trx, itemRowId: number, messageRowId: number | null): Promise<void> {
  await trx
    .insertInto("item_echo")
    .values({ item_id: itemRowId, message_id: messageRowId })
    .onConflict((conflict) => conflict.column("item_id").doUpdateSet({ message_id: messageRowId }))
    .execute();
}

/** Which of these items never count. */
export async function echoesAmong(db: Db, itemRowIds: readonly number[]): Promise<ReadonlySet<number>> {
  if (itemRowIds.length === 0) return new Set();
  const rows = await db.selectFrom("item_echo").select("item_id").where("item_id", "in", inList(itemRowIds)).execute();
  return new Set(rows.map((row) => row.item_id));
}

export type ItemOfPost = { readonly rowId: number; readonly isMention: boolean };

/** The item that a post came as, from whichever source; one that counts before one that does not. */
export async function itemOfPost(
  db: Db,
  {
    keyHashes,
    addresses,
    but,
  }: { readonly keyHashes: readonly number[]; readonly addresses: readonly string[]; readonly but: number },
): Promise<ItemOfPost | null> {
  const query = db
    .selectFrom("item")
    .leftJoin("mention", "mention.id", "item.id")
    .leftJoin("item_echo", "item_echo.item_id", "item.id")
    .select(["item.id", "mention.id as mention_id"])
    .where("item_echo.item_id", "is", null)
    .where("item.id", "<>", but)
    .orderBy("item.id")
    .limit(50);
  const rows = [
    ...(await query.where("item.key_hash", "in", inList(keyHashes)).execute()),
    ...(await query.where("item.canonical_url", "in", inList(addresses)).execute()),
  ];
  const found = rows.find((row) => row.mention_id !== null) ?? rows[0];
  return found ? { rowId: found.id, isMention: found.mention_id !== null } : null;
}
