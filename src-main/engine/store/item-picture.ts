import type { Db, Trx } from "./open.ts";

export type PictureType = "image/png" | "image/jpeg" | "image/webp";
export type Picture = { readonly type: PictureType; readonly hash: string; readonly bytes: Uint8Array };

export async function insertPicture(trx: Trx, itemRowId: number, picture: Picture): Promise<void> {
  await trx
    .insertInto("item_picture")
    .values({ item_id: itemRowId, ...picture })
    .execute();
}

/** The picture that was entered with a mention; null for a mention without one, or that is not there. */
export async function pictureOf(db: Db, mentionId: string): Promise<Picture | null> {
  const row = await db
    .selectFrom("item_picture")
    .innerJoin("item", "item.id", "item_picture.item_id")
    .select(["item_picture.type", "item_picture.hash", "item_picture.bytes"])
    .where("item.public_id", "=", mentionId)
    .executeTakeFirst();
  return row ?? null;
}
