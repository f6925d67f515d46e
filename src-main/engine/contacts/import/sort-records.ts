import type { ContactReading } from "../../../contract/methods/contact-imports.ts";
import type { Said } from "../../../contract/values.ts";
import { foldName } from "../../../domain/contacts/fold.ts";
import type { ImportedContact } from "../../../domain/contacts/imported-contact.ts";
import {
  contactByHandle,
  contactsByDigits,
  contactsByEmail,
  contactsByName,
  contactsByRow,
  reachOf,
} from "../../store/contact.ts";
import type { Contact, Reach } from "../../store/contact.ts";
import { hasContactNote } from "../../store/contact-note.ts";
import type { Db } from "../../store/open.ts";
import type { ContactRecord } from "./read-file.ts";

type Place = { readonly row: number; readonly line: number };
export type KnownContact = Contact & Reach;

/** A record that can be read, and what becomes of it. */
export type SoundRecord = Place & {
  readonly state: "new" | "filled" | "known" | "twice";
  readonly contact: ImportedContact;
  /** Who it is already. */
  readonly as: KnownContact | null;
  /** Whether it says something that the known one does not have, and is wanted for that. */
  readonly fills: boolean;
};
export type SortedRecord = SoundRecord | (Place & { readonly state: "problem"; readonly says: Said });

/**
 * Says of each record, in order, whether it is somebody new, somebody known whom it would fill in, somebody known
 * already, the same as an earlier record of the file, or a problem. `seen` holds the keys of the records before these
 * and grows by theirs.
 */
export async function sortRecords(
  db: Db,
  records: readonly ContactRecord[],
  { known, seen }: { readonly known: ContactReading["known"]; readonly seen: Set<string> },
): Promise<readonly SortedRecord[]> {
  const sorted: SortedRecord[] = [];
  for (const { row, line, read } of records) {
    if ("problem" in read) {
      sorted.push({ state: "problem", row, line, says: read.problem });
      continue;
    }
    const { contact } = read;
    const keys = keysOf(contact, known);
    const isTwice = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    const as = await findKnown(db, contact, known);
    const isNoteNew = as !== null && contact.note !== null && !(await hasContactNote(db, as.rowId, contact.note));
    const fills = known === "fill" && as !== null && (isNoteNew || hasMore(contact, as));
    const state = isTwice ? "twice" : as === null ? "new" : fills ? "filled" : "known";
    sorted.push({ state, row, line, contact, as, fills });
  }
  return sorted;
}

/** What is the same person wherever it stands: a handle; a number or an address together with the name. */
function keysOf({ name, phones, emails, handles }: ImportedContact, known: ContactReading["known"]): readonly string[] {
  const owned = handles.map(({ network, handle }) => `handle ${network} ${handle}`);
  if (known === "add") return owned;
  const folded = foldName(name);
  if (phones.length + emails.length + handles.length === 0) return [`name ${folded}`];
  return [
    ...owned,
    ...phones.map(({ digits }) => `phone ${digits} ${folded}`),
    ...emails.map((email) => `email ${email.folded} ${folded}`),
  ];
}

/** Families share a number, firms an address: only the same name with it is the same person. A handle is one person's. */
async function findKnown(
  db: Db,
  { name, phones, emails, handles }: ImportedContact,
  known: ContactReading["known"],
): Promise<KnownContact | null> {
  for (const handle of handles) {
    const owner = await contactByHandle(db, handle);
    if (owner !== null) return readKnown(db, owner);
  }
  if (known === "add") return null;
  const having: number[] = [];
  for (const { digits } of phones) having.push(...(await contactsByDigits(db, digits)));
  for (const { folded } of emails) having.push(...(await contactsByEmail(db, folded)));
  // Somebody of whom a file gives the name alone: nothing tells them from a namesake.
  if (phones.length + emails.length + handles.length === 0) having.push(...(await contactsByName(db, foldName(name))));
  if (having.length === 0) return null;
  const contacts = await contactsByRow(db, having);
  const found = having.find((rowId) => foldName(contacts.get(rowId)?.name ?? "") === foldName(name));
  return found === undefined ? null : readKnown(db, found);
}

async function readKnown(db: Db, rowId: number): Promise<KnownContact | null> {
  const contact = (await contactsByRow(db, [rowId])).get(rowId);
  const reach = (await reachOf(db, [rowId])).get(rowId);
  return contact && reach ? { ...contact, ...reach } : null;
}

/** Whether a record says something that the contact does not have yet. */
function hasMore(contact: ImportedContact, as: KnownContact): boolean {
  return (
    (contact.organisation !== null && as.organisation === null) ||
    (contact.town !== null && as.town === null) ||
    contact.phones.some(({ digits }) => !as.phones.some((one) => one.digits === digits)) ||
    contact.emails.some(({ folded }) => !as.emails.some((one) => one.folded === folded)) ||
    contact.handles.some(
      ({ network, handle }) => !as.handles.some((one) => one.network === network && one.handle === handle),
    )
  );
}
