import type { Interaction } from "../../../domain/crm/interaction.ts";
import type { CrmPlace, CrmRecord, CrmTold } from "../../../ports/crm-connector.ts";
import { crmTrouble } from "../crm-trouble.ts";
import type { HubspotClient, HubspotSeat } from "./client.ts";
import { linkTo, markedRecord } from "./associated.ts";
import { underContact } from "./contacts.ts";
import { isRefusedFor } from "./tickets.ts";
import { HsObject } from "./entities.ts";
import { noteProperties } from "./fields.ts";
import { hubspotPage } from "./paths.ts";

const noteToContact = 202;
const noteToTicket = 228;

/** A note has no page of its own: the contact's opens at it. */
const noteRecord = ({ config }: HubspotSeat, { id }: { readonly id: string }, contactId: string): CrmRecord => {
  const page = hubspotPage(config, "contact", contactId);
  return { id, url: page === null ? null : `${page}?engagement=${id}` };
};

/** By our key in its body: among the contact's notes, which are true at once, then in the search, which lags behind. */
export async function findNote(
  client: HubspotClient,
  seat: HubspotSeat,
  { line, contact }: { readonly line: Interaction; readonly contact: CrmRecord },
): Promise<CrmTold<CrmRecord | null>> {
  const about = { contactId: contact.id, kind: "notes", property: "hs_note_body", marker: line.key } as const;
  const told = await markedRecord(client, seat, about);
  return told.ok ? { ok: true, value: told.value && noteRecord(seat, told.value, contact.id) } : told;
}

export async function createNote(
  client: HubspotClient,
  seat: HubspotSeat,
  { line, contact, complaint }: CrmPlace & { readonly line: Interaction },
): Promise<CrmTold<CrmRecord>> {
  const properties = noteProperties(seat.config, line, { isShown: false });
  const toTicket = complaint === null ? [] : [linkTo(complaint.id, noteToTicket)];
  const write = async (contactId: string): Promise<CrmTold<CrmRecord>> => {
    const body = { properties, associations: [linkTo(contactId, noteToContact), ...toTicket] };
    const told = await client.ask(seat, { rest: "notes", method: "POST", body, as: HsObject });
    return told.ok ? { ok: true, value: noteRecord(seat, told.value, contactId) } : told;
  };
  const told = await underContact(client, seat, { contact, write });
  const isTicketGone = complaint !== null && (await isRefusedFor(client, seat, { told, ticket: complaint }));
  return isTicketGone ? crmTrouble("gone", "hubspot.ticket-gone") : told;
}

export async function amendNote(
  client: HubspotClient,
  seat: HubspotSeat,
  { line, contact, interaction }: CrmPlace & { readonly line: Interaction; readonly interaction: CrmRecord },
): Promise<CrmTold<CrmRecord>> {
  const body = { properties: noteProperties(seat.config, line, { isShown: false }) };
  const rest = `notes/${encodeURIComponent(interaction.id)}`;
  // The same words twice are the same note: after a lost answer it is simply written again.
  const told = await client.lookFor(seat, { rest, method: "PATCH", body, as: HsObject });
  if (!told.ok) return told;
  if (told.value === null) return crmTrouble("gone", "hubspot.note-gone");
  return { ok: true, value: noteRecord(seat, told.value, contact.id) };
}
