import type { Network } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";

/** Somebody who wrote to or about the firm: known by network and handle, never by a display name. */
export type Contact = {
  readonly rowId: number;
  readonly id: string;
  readonly name: string;
  readonly handles: readonly { readonly network: Network; readonly handle: string }[];
};

export async function contactByHandle(
  db: Db,
  at: { readonly network: Network; readonly handle: string },
): Promise<number | null> {
  const row = await db
    .selectFrom("contact_handle")
    .select("contact_id")
    .where("network", "=", at.network)
    .where("handle", "=", at.handle)
    .executeTakeFirst();
  return row?.contact_id ?? null;
}

export async function insertContact(
  trx: Trx,
  contact: {
    readonly id: string;
    readonly name: string;
    readonly network: Network;
    readonly handle: string;
    readonly at: number;
  },
): Promise<number> {
  const row = await trx
    .insertInto("contact")
    .values({ public_id: contact.id, name: contact.name, created_at: contact.at })
    .returning("id")
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("contact_handle")
    .values({ network: contact.network, handle: contact.handle, contact_id: row.id })
    .execute();
  return row.id;
}

/** Lets a contact be found under one more handle. */
export async function addHandle(
  trx: Trx,
  contactRowId: number,
  { network, handle }: { readonly network: Network; readonly handle: string },
): Promise<void> {
  await trx.insertInto("contact_handle").values({ network, handle, contact_id: contactRowId }).execute();
}

export async function readContact(db: Db, rowId: number): Promise<Contact | null> {
  const row = await db
    .selectFrom("contact")
    .select(["id", "public_id", "name"])
    .where("id", "=", rowId)
    .executeTakeFirst();
  if (!row) return null;
  const handles = await db
    .selectFrom("contact_handle")
    .select(["network", "handle"])
    .where("contact_id", "=", rowId)
    .orderBy("network")
    .orderBy("handle")
    .limit(50)
    .execute();
  return { rowId: row.id, id: row.public_id, name: row.name, handles };
}
