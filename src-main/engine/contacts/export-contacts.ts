import type { Output, Parsed } from "../../contract/methods.ts";
import { writeVcard } from "../../domain/contacts/write-vcard.ts";
import { csvLine, guardedCells } from "../../domain/exports/csv.ts";
import { contactsByRow, reachOf } from "../store/contact.ts";
import type { Contact, Reach } from "../store/contact.ts";
import { isOnNetwork, listContacts } from "../store/contact-row.ts";
import type { Db } from "../store/open.ts";
import { placeOf, readPlace } from "./list-contacts.ts";

const partLength = 100;
const partsAtOnce = 20;
const headings = ["id", "name", "kind", "organisation", "town", "phone", "email", "handle"];

/** The next two thousand contacts of the file, by name. Notes are never exported. Refusal: bad-input { field }. */
export async function exportContacts(
  db: Db,
  { form, after }: Parsed<"contacts.export">,
): Promise<Output<"contacts.export">> {
  // A spreadsheet takes a file for UTF-8 by its mark.
  let text = after === null && form === "csv" ? `\ufeff${csvLine(headings)}` : "";
  let place = readPlace(after);
  for (let part = 0; part < partsAtOnce; part += 1) {
    const places = await listContacts(db, { kind: null, after: place, limit: partLength });
    const rowIds = places.map(({ rowId }) => rowId);
    const contacts = await contactsByRow(db, rowIds);
    const reach = await reachOf(db, rowIds);
    for (const rowId of rowIds) {
      const [contact, of] = [contacts.get(rowId), reach.get(rowId)];
      if (contact && of) text += form === "csv" ? csvOf(contact, of) : vcardOf(contact, of);
    }
    place = places.at(-1) ?? null;
    if (places.length < partLength) return { text, next: null };
    await new Promise(setImmediate);
  }
  return { text, next: place ? placeOf(place) : null };
}

function csvOf({ id, name, kind, organisation, town }: Contact, { handles, phones, emails }: Reach): string {
  const cells = [
    ...[id, name, kind, organisation, town],
    phones.map(({ digits }) => digits).join(" "),
    emails.map(({ written }) => written).join(" "),
    handles
      .filter(isOnNetwork)
      .map(({ network, handle }) => `${network}:${handle}`)
      .join(" "),
  ];
  return csvLine(guardedCells(cells));
}

function vcardOf({ id, name, organisation, town }: Contact, { handles, phones, emails }: Reach): string {
  return writeVcard({
    ...{ id, name, organisation, town },
    handles: handles.filter(isOnNetwork),
    phones: phones.map(({ digits }) => digits),
    emails: emails.map(({ written }) => written),
  });
}
