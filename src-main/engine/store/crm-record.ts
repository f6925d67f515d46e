import type { Db, Trx } from "./open.ts";

// What a CRM calls what is ours. Every id is stored in a transaction of its own as soon as it is known.

/** A record in the CRM: its id there and the page that opens it. */
export type RemoteRecord = { readonly id: string; readonly url: string | null };

/** `record` null: its making was begun and nobody knows whether it is there. `isOurs`: the desk made it. */
export type RemoteContact = { readonly record: RemoteRecord | null; readonly isOurs: boolean };

type ContactOf = { readonly targetRowId: number; readonly contactKey: string };
type ComplaintOf = { readonly targetRowId: number; readonly caseRowId: number };

export async function remoteContact(db: Db, { targetRowId, contactKey }: ContactOf): Promise<RemoteContact | null> {
  const row = await db
    .selectFrom("crm_contact")
    .select(["remote_id", "url", "is_ours"])
    .where("target_id", "=", targetRowId)
    .where("contact_key", "=", contactKey)
    .executeTakeFirst();
  if (!row) return null;
  const record = row.remote_id === null ? null : { id: row.remote_id, url: row.url };
  return { record, isOurs: row.is_ours === 1 };
}

export async function keepContact(
  trx: Trx,
  { targetRowId, contactKey, record, isOurs, at }: ContactOf & RemoteContact & { readonly at: number },
): Promise<void> {
  const values = { remote_id: record?.id ?? null, url: record?.url ?? null, is_ours: isOurs ? 1 : 0, at } as const;
  await trx
    .insertInto("crm_contact")
    .values({ target_id: targetRowId, contact_key: contactKey, ...values })
    .onConflict((oc) => oc.columns(["target_id", "contact_key"]).doUpdateSet(values))
    .execute();
}

export async function forgetContact(trx: Trx, { targetRowId, contactKey }: ContactOf): Promise<void> {
  await trx
    .deleteFrom("crm_contact")
    .where("target_id", "=", targetRowId)
    .where("contact_key", "=", contactKey)
    .execute();
}

type SharedOf = ContactOf & { readonly recordId: string };

const shares = (db: Db, { targetRowId, contactKey, recordId }: SharedOf) =>
  db
    .selectFrom("crm_contact")
    .select("contact_key")
    .where("target_id", "=", targetRowId)
    .where("remote_id", "=", recordId)
    .where("contact_key", "!=", contactKey);

/** Whether a record of the CRM stands for another reference of ours too. */
export async function isShared(db: Db, of: SharedOf): Promise<boolean> {
  return (await shares(db, of).limit(1).executeTakeFirst()) !== undefined;
}

/** Forgets what stands for a reference; who shares it has it from then on, and it is ours for them as it was. */
export async function handOverContact(
  trx: Trx,
  { recordId, isOurs, ...of }: ContactOf & { readonly recordId: string | null; readonly isOurs: boolean },
): Promise<void> {
  await forgetContact(trx, of);
  if (recordId === null || !isOurs) return;
  await trx
    .updateTable("crm_contact")
    .set({ is_ours: 1 })
    .where("target_id", "=", of.targetRowId)
    .where("remote_id", "=", recordId)
    .execute();
}

/**
 * The target is another CRM now: no id of before says anything there, and may be somebody else's. Whether the desk made
 * a contact is kept, for it may be the same CRM under another name.
 */
export async function forgetRecords(trx: Trx, targetRowId: number): Promise<void> {
  await trx
    .updateTable("crm_contact")
    .set({ remote_id: null, url: null })
    .where("target_id", "=", targetRowId)
    .execute();
  await trx.deleteFrom("crm_complaint").where("target_id", "=", targetRowId).execute();
  await trx
    .updateTable("delivery")
    .set({ remote_id: null })
    .where("target_id", "=", targetRowId)
    .where("remote_id", "is not", null)
    .execute();
}

export async function remoteComplaint(db: Db, { targetRowId, caseRowId }: ComplaintOf): Promise<RemoteRecord | null> {
  const row = await db
    .selectFrom("crm_complaint")
    .select(["remote_id", "url"])
    .where("target_id", "=", targetRowId)
    .where("case_id", "=", caseRowId)
    .executeTakeFirst();
  return row ? { id: row.remote_id, url: row.url } : null;
}

export async function keepComplaint(
  trx: Trx,
  { targetRowId, caseRowId, record, at }: ComplaintOf & { readonly record: RemoteRecord; readonly at: number },
): Promise<void> {
  const values = { remote_id: record.id, url: record.url, at };
  await trx
    .insertInto("crm_complaint")
    .values({ target_id: targetRowId, case_id: caseRowId, ...values })
    .onConflict((oc) => oc.columns(["target_id", "case_id"]).doUpdateSet(values))
    .execute();
}

export async function forgetComplaint(trx: Trx, { targetRowId, caseRowId }: ComplaintOf): Promise<void> {
  await trx.deleteFrom("crm_complaint").where("target_id", "=", targetRowId).where("case_id", "=", caseRowId).execute();
}

/** The record that stands for a delivery; null = it was erased there. */
export async function keepRemote(trx: Trx, deliveryRowId: number, record: RemoteRecord | null): Promise<void> {
  await trx
    .updateTable("delivery")
    .set({ remote_id: record?.id ?? null, remote_url: record?.url ?? null })
    .where("id", "=", deliveryRowId)
    .execute();
}
