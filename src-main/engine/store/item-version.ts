import { sql } from "kysely";
import { factsRow } from "./item-facts.ts";
import type { ItemFacts } from "./item-facts.ts";
import type { Item, KnownItem } from "./item.ts";
import type { Trx } from "./open.ts";

export type ItemEdit = ItemFacts & Pick<Item, "title" | "text" | "contentHash" | "lang" | "sentiment" | "spellings">;

/** A text that counts its own readers has a new version at each look. */
const mostVersions = 20;

/** Writes changed words as a new version; the first version is kept too, once there is a second, and the last 20. A corrected sentiment stays. */
export async function saveItemVersion(
  trx: Trx,
  known: KnownItem,
  edit: ItemEdit & { readonly at: number },
): Promise<void> {
  await sql`
    INSERT INTO item_version (item_id, version, title, text, seen_at)
    SELECT id, version, title, text, first_seen_at
    FROM item
    WHERE id = ${known.rowId} AND version = 1`.execute(trx);
  const version = known.version + 1;
  await trx
    .insertInto("item_version")
    .values({ item_id: known.rowId, version, title: edit.title, text: edit.text, seen_at: edit.at })
    .execute();
  await trx
    .deleteFrom("item_version")
    .where("item_id", "=", known.rowId)
    .where("version", ">", 1)
    .where("version", "<=", version - mostVersions)
    .execute();
  const judged = {
    sentiment: edit.sentiment?.label ?? null,
    score: edit.sentiment?.score ?? null,
    confidence: edit.sentiment?.confidence ?? null,
  };
  await trx
    .updateTable("item")
    .set({
      version,
      title: edit.title,
      text: edit.text,
      content_hash: edit.contentHash,
      lang: edit.lang,
      spellings: edit.spellings,
      ...factsRow(edit),
      ...(known.corrected ? {} : judged),
    })
    .where("id", "=", known.rowId)
    .execute();
}
