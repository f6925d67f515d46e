import type { ImportedContact } from "../../../domain/contacts/imported-contact.ts";
import type { Act } from "../../commands.ts";
import { addEmail, addHandle, addPhone, changeContact, contactByHandle, insertContact } from "../../store/contact.ts";
import type { Handle } from "../../store/contact.ts";
import { hasContactNote, insertContactNote } from "../../store/contact-note.ts";
import type { ContactImportRun } from "../../store/contact-import.ts";
import type { KnownContact, SoundRecord } from "./sort-records.ts";

type Keeping = Pick<ContactImportRun, "rowId" | "startedBy">;

/** Adds somebody new with a note that came along. */
async function addImported(
  act: Act,
  contact: ImportedContact,
  { rowId: importRowId, startedBy }: Keeping,
): Promise<void> {
  const { name, kind, organisation, town } = contact;
  const facts = { name, kind, organisation, town, at: act.at, importRowId };
  const contactRowId = await insertContact(act.trx, { id: act.newId(), ...facts });
  await addReach(act, contactRowId, contact);
  await keepNote(act, contactRowId, { contact, startedBy });
}

async function keepNote(
  act: Act,
  contactRowId: number,
  { contact: { note }, startedBy }: { readonly contact: ImportedContact; readonly startedBy: number | null },
): Promise<void> {
  if (note === null || (await hasContactNote(act.trx, contactRowId, note))) return;
  await insertContactNote(act.trx, { id: act.newId(), contactRowId, personRowId: startedBy, at: act.at, text: note });
}

/** Gives somebody known what is missing; nothing that is there changes. */
async function fillIn(act: Act, { contact, as, state }: Known, startedBy: number | null): Promise<void> {
  // A second record of the same file only completes what this import brought: nobody has seen that yet.
  const isSeen = state === "filled";
  const organisation = as.organisation ?? contact.organisation;
  const town = as.town ?? contact.town;
  if (isSeen || organisation !== as.organisation || town !== as.town)
    await changeContact(act.trx, as.rowId, { organisation, town });
  await addReach(act, as.rowId, contact);
  await keepNote(act, as.rowId, { contact, startedBy });
}

type Known = Pick<SoundRecord, "contact" | "state"> & { readonly as: KnownContact };

/** Adds or fills in contacts; what is known already is counted only. */
export async function keepRecord(act: Act, record: SoundRecord, keeping: Keeping): Promise<void> {
  const { state, contact, as, fills } = record;
  if (state === "new") await addImported(act, contact, keeping);
  else if (fills && as) await fillIn(act, { contact, as, state }, keeping.startedBy);
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
