import { contactKey } from "../../domain/crm/interaction.ts";
import type { CrmPerson } from "../../domain/crm/interaction.ts";
import { contactsByRow, reachOfOne } from "./contact.ts";
import type { Contact } from "./contact.ts";
import { isOnNetwork } from "./contact-row.ts";
import type { Db } from "./open.ts";

const mostCases = 20;

export type Asked = {
  readonly contact: Contact;
  readonly person: CrmPerson;
  /** Every reference under which something of this contact may have been logged. */
  readonly keys: readonly string[];
};

/** A contact as a CRM is asked for it; null for one that is off the list or part of another. */
export async function askedPerson(db: Db, contactRowId: number): Promise<Asked | null> {
  const contact = (await contactsByRow(db, [contactRowId])).get(contactRowId);
  if (!contact || contact.removedAt !== null || contact.mergedInto !== null) return null;
  const { handles, phones, emails } = await reachOfOne(db, contactRowId);
  const cases = await db
    .selectFrom("desk_case")
    .select("public_id")
    .where("contact_id", "=", contactRowId)
    .orderBy("id", "desc")
    .limit(mostCases)
    .execute();
  const keys = [
    ...handles.toSorted((one, other) => Number(isOnNetwork(other)) - Number(isOnNetwork(one))),
    ...cases.map((row) => ({ network: "other" as const, handle: null, caseId: row.public_id })),
  ].map((one) => contactKey({ caseId: "", ...one }));
  const first = handles.find(isOnNetwork);
  const person = {
    key: keys[0] ?? contactKey({ network: "other", handle: null, caseId: contact.id }),
    name: contact.name,
    handle: first?.handle ?? null,
    emails: emails.map(({ folded }) => folded),
    phones: phones.map(({ digits }) => digits).filter((digits) => digits.startsWith("+")),
  };
  return { contact, person, keys };
}

/** What a target calls a contact, as the outbox learned it under one of these references; null = it does not know. */
export async function knownRecord(
  db: Db,
  { targetRowId, keys }: { readonly targetRowId: number; readonly keys: readonly string[] },
): Promise<{ readonly id: string; readonly url: string | null } | null> {
  if (keys.length === 0) return null;
  const row = await db
    .selectFrom("crm_contact")
    .select(["remote_id", "url"])
    .where("target_id", "=", targetRowId)
    .where("contact_key", "in", [...keys])
    .where("remote_id", "is not", null)
    .orderBy("at", "desc")
    .orderBy("contact_key")
    .limit(1)
    .executeTakeFirst();
  return row?.remote_id == null ? null : { id: row.remote_id, url: row.url };
}
