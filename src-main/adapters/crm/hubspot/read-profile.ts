import { cutAtWord } from "../../../domain/text/cut-at-word.ts";
import { htmlToText } from "../../../domain/text/plain-text.ts";
import type { CrmPerson } from "../../../domain/crm/interaction.ts";
import type { CrmProfile, CrmRecord, CrmTold } from "../../../ports/crm-connector.ts";
import { associatedIds, readRecords } from "./associated.ts";
import type { HubspotClient, HubspotSeat } from "./client.ts";
import { findContact, profileOf, readContactRecord } from "./contacts.ts";
import type { HsObject } from "./entities.ts";
import { hubspotPage } from "./paths.ts";

/** More than is shown, because the newest id need not be the newest note. */
const mostRead = 30;
const mostShown = 10;
const longestTitle = 120;

/** A contact with its latest notes, whoever wrote them. */
export async function readProfile(
  client: HubspotClient,
  seat: HubspotSeat,
  { record, person }: { readonly record: CrmRecord | null; readonly person: CrmPerson },
): Promise<CrmTold<CrmProfile | null>> {
  const found = record ? { ok: true as const, value: record } : await findContact(client, seat, person);
  if (!found.ok) return found;
  const contact = found.value && (await readContactRecord(client, seat, found.value.id));
  if (contact === null) return { ok: true, value: null };
  if (!contact.ok) return contact;
  if (contact.value === null) return { ok: true, value: null };
  const entries = await readEntries(client, seat, contact.value.id);
  if (!entries.ok) return entries;
  return { ok: true, value: { ...profileOf(seat, contact.value), entries: entries.value } };
}

async function readEntries(
  client: HubspotClient,
  seat: HubspotSeat,
  contactId: string,
): Promise<CrmTold<CrmProfile["entries"]>> {
  const ids = await associatedIds(client, seat, { contactId, kind: "notes" });
  if (!ids.ok) return ids;
  const properties = ["hs_timestamp", "hs_note_body"];
  const notes = await readRecords(client, seat, { kind: "notes", ids: ids.value.slice(0, mostRead), properties });
  if (!notes.ok) return notes;
  const page = hubspotPage(seat.config, "contact", contactId);
  const entries = notes.value.flatMap((note) => entryOf(note, page));
  return { ok: true, value: entries.toSorted((one, other) => other.at - one.at).slice(0, mostShown) };
}

function entryOf({ id, properties }: HsObject, page: string | null): CrmProfile["entries"] {
  const stamp = properties["hs_timestamp"] ?? "";
  const at = /^\d+$/.test(stamp) ? Number(stamp) : Date.parse(stamp);
  if (Number.isNaN(at)) return [];
  const text = htmlToText(properties["hs_note_body"] ?? "");
  const title = cutAtWord(text.split("\n", 1)[0] ?? "", longestTitle);
  return [{ at, title, text: text === "" ? null : text, url: page === null ? null : `${page}?engagement=${id}` }];
}
