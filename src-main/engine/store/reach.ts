import type { Db, Trx } from "./open.ts";

/** How many people a contact reaches, and who says so. */
export type KnownReach = { readonly followers: number; readonly source: string; readonly at: number };

export async function reachOfContacts(
  db: Db,
  contactRowIds: readonly number[],
): Promise<ReadonlyMap<number, KnownReach>> {
  if (contactRowIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("contact_reach")
    .select(["contact_id", "followers", "source", "at"])
    .where("contact_id", "in", [...new Set(contactRowIds)])
    .orderBy("contact_id")
    .execute();
  return new Map(rows.map(({ contact_id, ...reach }) => [contact_id, reach]));
}

/** Writes down a contact's reach; null = it is not known any more. */
export async function writeReach(
  trx: Trx,
  contactRowId: number,
  reach: (KnownReach & { readonly setByRowId: number | null }) | null,
): Promise<void> {
  if (reach === null) {
    await trx.deleteFrom("contact_reach").where("contact_id", "=", contactRowId).execute();
    return;
  }
  const { followers, source, at, setByRowId } = reach;
  const known = { followers, source, at, set_by: setByRowId };
  await trx
    .insertInto("contact_reach")
    .values({ contact_id: contactRowId, ...known })
    .onConflict((conflict) => conflict.column("contact_id").doUpdateSet(known))
    .execute();
}
