import type { ImportedContact } from "../../../domain/contacts/imported-contact.ts";
import type { Act } from "../../commands.ts";
import { addEmail, addHandle, addPhone, changeContact, contactByHandle, insertContact } from "../../store/contact.ts";
import type { Handle } from "../../store/contact.ts";
import { insertContactNote } from "../../store/contact-note.ts";
import type { ContactImportRun } from "../../store/contact-import.ts";
import type { KnownContact, SoundRecord } from "./sort-records.ts";

type Keeping = Pick<ContactImportRun, "rowId" | "startedBy">;

/** Adds somebody new with a note that came along. */
export async function addImported(
  act: Act,
  contact: ImportedContact,
  { rowId: importRowId, startedBy }: Keeping,
): Promise<void> {
  const { name, kind, organisation, town } = contact;
  const facts = { name, kind, organisation, town, at: act.at, importRowId };
  const contactRowId = await insertContact(act.trx, { id: act.newId(), ...facts });
  await addReach(act, contactRowId, contact);
  if (contact.note === null) return;
  const note = { id: act.newId(), contactRowId, personRowId: startedBy, at: act.at, text: contact.note };
  await insertContactNote(act.trx, note);
}

/** Gives somebody known what is missing; nothing that is there changes. */
export async function fillIn(act: Act, contact: ImportedContact, as: KnownContact): Promise<void> {
  await changeContact(act.trx, as.rowId, {
    organisation: as.organisation ?? contact.organisation,
    town: as.town ?? contact.town,
  });
  await addReach(act, as.rowId, contact);
}

/** Which of a slice become or fill contacts; the others are counted only. */
export async function keepRecord(act: Act, { state, contact, as }: SoundRecord, keeping: Keeping): Promise<void> {
  if (state === "new") await addImported(act, contact, keeping);
  if (state === "filled" && as) await fillIn(act, contact, as);
}

async function addReach(act: Act, contactRowId: number, { phones, emails, handles }: ImportedContact): Promise<void> {
  const offer = async (handle: Handle) => {
    if ((await contactByHandle(act.trx, handle)) === null) await addHandle(act.trx, contactRowId, handle);
  };
  for (const phone of phones) {
    await addPhone(act.trx, contactRowId, phone);
    await offer({ network: "phone", handle: phone.digits });
  }
  for (const email of emails) {
    await addEmail(act.trx, contactRowId, email);
    await offer({ network: "email", handle: email.folded });
  }
  for (const handle of handles) await offer(handle);
}
