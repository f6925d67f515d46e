import type { ContactKind } from "../../contract/methods/contacts.ts";
import type { Network } from "../../contract/values.ts";
import { foldEmail, foldHandle, foldName } from "../../domain/contacts/fold.ts";
import type { Db, Trx } from "./open.ts";

export type Handle = { readonly network: Network; readonly handle: string };
export type Phone = { readonly written: string; readonly digits: string };
export type Email = { readonly written: string; readonly folded: string };

/** What a person may say of a contact beside the ways to reach it. */
export type ContactFacts = {
  readonly name: string;
  readonly kind: ContactKind;
  readonly organisation: string | null;
  readonly town: string | null;
};

/** Somebody who wrote to or about the firm: known by network and handle, never by a display name. */
export type Contact = ContactFacts & {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly addedAt: number;
  readonly removedAt: number | null;
  /** The contact that this one became part of. */
  readonly mergedInto: number | null;
};

/** The contact behind a handle; one that was taken off the list no longer stands behind it. */
export async function contactByHandle(db: Db, at: Handle): Promise<number | null> {
  const row = await db
    .selectFrom("contact_handle")
    .innerJoin("contact", "contact.id", "contact_handle.contact_id")
    .select("contact_id")
    .where("network", "=", at.network)
    .where("handle", "=", at.handle)
    .where("contact.removed_at", "is", null)
    .executeTakeFirst();
  return row?.contact_id ?? null;
}

export async function insertContact(
  trx: Trx,
  contact: ContactFacts & { readonly id: string; readonly at: number; readonly importRowId?: number | null },
): Promise<number> {
  const { id, name, kind, organisation, town, at, importRowId = null } = contact;
  const row = await trx
    .insertInto("contact")
    .values({
      ...{ public_id: id, name, kind, organisation, town, created_at: at },
      ...{ name_folded: foldName(name), import_id: importRowId },
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Lets a contact be found under one more handle, which goes over from whoever had it. */
export async function addHandle(trx: Trx, contactRowId: number, { network, handle }: Handle): Promise<void> {
  await trx.deleteFrom("contact_handle").where("network", "=", network).where("handle", "=", handle).execute();
  await trx
    .insertInto("contact_handle")
    .values({ network, handle, contact_id: contactRowId, folded: foldedHandle({ network, handle }) })
    .execute();
}

const notNames: ReadonlySet<Network> = new Set(["phone", "email", "walk-in"]);

/** The bare name in a handle, for comparing; empty for a number or an address. */
export function foldedHandle({ network, handle }: Handle): string {
  return notNames.has(network) || foldEmail(handle) !== null ? "" : foldHandle(handle);
}

export async function removeHandle(trx: Trx, contactRowId: number, { network, handle }: Handle): Promise<void> {
  await trx
    .deleteFrom("contact_handle")
    .where("contact_id", "=", contactRowId)
    .where("network", "=", network)
    .where("handle", "=", handle)
    .execute();
}

/** Adds a number unless the contact has it. */
export async function addPhone(trx: Trx, contactRowId: number, { written, digits }: Phone): Promise<void> {
  await trx
    .insertInto("contact_phone")
    .values({ contact_id: contactRowId, written, digits })
    .onConflict((conflict) => conflict.columns(["contact_id", "digits"]).doNothing())
    .execute();
}

export async function removePhone(trx: Trx, contactRowId: number, digits: string): Promise<void> {
  await trx.deleteFrom("contact_phone").where("contact_id", "=", contactRowId).where("digits", "=", digits).execute();
}

/** Adds an address unless the contact has it. */
export async function addEmail(trx: Trx, contactRowId: number, { written, folded }: Email): Promise<void> {
  await trx
    .insertInto("contact_email")
    .values({ contact_id: contactRowId, written, folded })
    .onConflict((conflict) => conflict.columns(["contact_id", "folded"]).doNothing())
    .execute();
}

export async function removeEmail(trx: Trx, contactRowId: number, folded: string): Promise<void> {
  await trx.deleteFrom("contact_email").where("contact_id", "=", contactRowId).where("folded", "=", folded).execute();
}

type Changing = Partial<ContactFacts & { readonly removedAt: number | null; readonly mergedInto: number | null }>;

/** Writes what is given and counts the version up. */
export async function changeContact(trx: Trx, rowId: number, change: Changing): Promise<void> {
  const { name, kind, organisation, town, removedAt, mergedInto } = change;
  await trx
    .updateTable("contact")
    .set((eb) => ({
      version: eb("version", "+", 1),
      ...(name !== undefined && { name, name_folded: foldName(name) }),
      ...(kind !== undefined && { kind }),
      ...(organisation !== undefined && { organisation }),
      ...(town !== undefined && { town }),
      ...(removedAt !== undefined && { removed_at: removedAt }),
      ...(mergedInto !== undefined && { merged_into: mergedInto }),
    }))
    .where("id", "=", rowId)
    .execute();
}

const columns = [
  ...(["id", "public_id", "version", "name", "kind", "organisation", "town"] as const),
  ...(["created_at", "removed_at", "merged_into"] as const),
] as const;

export async function contactById(db: Db, id: string): Promise<Contact | null> {
  const row = await db.selectFrom("contact").select(columns).where("public_id", "=", id).executeTakeFirst();
  return row ? toContact(row) : null;
}

export async function contactsByRow(db: Db, rowIds: readonly number[]): Promise<ReadonlyMap<number, Contact>> {
  if (rowIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("contact")
    .select(columns)
    .where("id", "in", [...rowIds])
    .execute();
  return new Map(rows.map((row) => [row.id, toContact(row)]));
}

type Row = {
  readonly id: number;
  readonly public_id: string;
  readonly version: number;
  readonly name: string;
  readonly kind: ContactKind;
  readonly organisation: string | null;
  readonly town: string | null;
  readonly created_at: number;
  readonly removed_at: number | null;
  readonly merged_into: number | null;
};

function toContact(row: Row): Contact {
  const { id: rowId, public_id: id, version, name, kind, organisation, town } = row;
  const when = { addedAt: row.created_at, removedAt: row.removed_at, mergedInto: row.merged_into };
  return { rowId, id, version, name, kind, organisation, town, ...when };
}

/** How a contact can be reached. */
export type Reach = {
  readonly handles: readonly Handle[];
  readonly phones: readonly Phone[];
  readonly emails: readonly Email[];
};

const mostEach = 100;
const nothing: Reach = { handles: [], phones: [], emails: [] };

/** How these contacts can be reached, in the order in which it was learned. At most a hundred contacts. */
export async function reachOf(db: Db, rowIds: readonly number[]): Promise<ReadonlyMap<number, Reach>> {
  if (rowIds.length === 0) return new Map();
  const wanted = [...rowIds];
  const limit = wanted.length * mostEach;
  const [handles, phones, emails] = await Promise.all([
    db
      .selectFrom("contact_handle")
      .select(["contact_id", "network", "handle"])
      .where("contact_id", "in", wanted)
      .orderBy("contact_id")
      .orderBy("network")
      .orderBy("handle")
      .limit(limit)
      .execute(),
    db
      .selectFrom("contact_phone")
      .select(["contact_id", "written", "digits"])
      .where("contact_id", "in", wanted)
      .orderBy("id")
      .limit(limit)
      .execute(),
    db
      .selectFrom("contact_email")
      .select(["contact_id", "written", "folded"])
      .where("contact_id", "in", wanted)
      .orderBy("id")
      .limit(limit)
      .execute(),
  ]);
  const byContact = {
    handles: Map.groupBy(handles, (row) => row.contact_id),
    phones: Map.groupBy(phones, (row) => row.contact_id),
    emails: Map.groupBy(emails, (row) => row.contact_id),
  };
  return new Map(
    wanted.map((rowId) => [
      rowId,
      {
        handles: (byContact.handles.get(rowId) ?? []).map(({ network, handle }) => ({ network, handle })),
        phones: (byContact.phones.get(rowId) ?? []).map(({ written, digits }) => ({ written, digits })),
        emails: (byContact.emails.get(rowId) ?? []).map(({ written, folded }) => ({ written, folded })),
      },
    ]),
  );
}

export async function reachOfOne(db: Db, rowId: number): Promise<Reach> {
  return (await reachOf(db, [rowId])).get(rowId) ?? nothing;
}

/** The contacts on the list that have a number, the oldest first. */
export async function contactsByDigits(db: Db, digits: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("contact_phone")
    .innerJoin("contact", "contact.id", "contact_phone.contact_id")
    .select("contact_id")
    .where("digits", "=", digits)
    .where("contact.removed_at", "is", null)
    .where("contact.merged_into", "is", null)
    .orderBy("contact_id")
    .limit(20)
    .execute();
  return rows.map((row) => row.contact_id);
}

/** The contacts on the list that have an address, the oldest first. */
export async function contactsByEmail(db: Db, folded: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("contact_email")
    .innerJoin("contact", "contact.id", "contact_email.contact_id")
    .select("contact_id")
    .where("folded", "=", folded)
    .where("contact.removed_at", "is", null)
    .where("contact.merged_into", "is", null)
    .orderBy("contact_id")
    .limit(20)
    .execute();
  return rows.map((row) => row.contact_id);
}

/** The contacts on the list that have a name, as foldName gives it, the oldest first. */
export async function contactsByName(db: Db, folded: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("contact")
    .select("id")
    .where("name_folded", "=", folded)
    .where("removed_at", "is", null)
    .where("merged_into", "is", null)
    .orderBy("id")
    .limit(20)
    .execute();
  return rows.map((row) => row.id);
}
