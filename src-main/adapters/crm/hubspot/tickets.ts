import type { Interaction } from "../../../domain/crm/interaction.ts";
import type { CrmRecord, CrmTold } from "../../../ports/crm-connector.ts";
import { linkTo, markedRecord } from "./associated.ts";
import type { HubspotClient, HubspotSeat } from "./client.ts";
import { findContact, underContact } from "./contacts.ts";
import { HsObject } from "./entities.ts";
import { ticketProperties } from "./fields.ts";
import { hubspotPage } from "./paths.ts";

const ticketToContact = 16;

const ticketRecord = ({ config }: HubspotSeat, { id }: { readonly id: string }): CrmRecord => ({
  id,
  url: hubspotPage(config, "ticket", id),
});

/** By the way back to our case, which stands in its text. */
export async function findTicket(
  client: HubspotClient,
  seat: HubspotSeat,
  line: Interaction,
): Promise<CrmTold<CrmRecord | null>> {
  const contact = await findContact(client, seat, line.contact);
  if (!contact.ok) return contact;
  if (contact.value === null) return { ok: true, value: null };
  const about = { contactId: contact.value.id, kind: "tickets", property: "content", marker: line.case.link } as const;
  const told = await markedRecord(client, seat, about);
  return told.ok ? { ok: true, value: told.value && ticketRecord(seat, told.value) } : told;
}

export function createTicket(
  client: HubspotClient,
  seat: HubspotSeat,
  { line, contact }: { readonly line: Interaction; readonly contact: CrmRecord },
): Promise<CrmTold<CrmRecord>> {
  const properties = ticketProperties(seat.config, line);
  const write = async (contactId: string): Promise<CrmTold<CrmRecord>> => {
    const body = { properties, associations: [linkTo(contactId, ticketToContact)] };
    const told = await client.ask(seat, { rest: "tickets", method: "POST", body, as: HsObject });
    return told.ok ? { ok: true, value: ticketRecord(seat, told.value) } : told;
  };
  return underContact(client, seat, { contact, write });
}

/** Whether something was refused because its ticket was deleted there meanwhile; HubSpot does not say. */
export async function isRefusedFor(
  client: HubspotClient,
  seat: HubspotSeat,
  { told, ticket }: { readonly told: CrmTold<CrmRecord>; readonly ticket: CrmRecord },
): Promise<boolean> {
  if (told.ok || told.trouble.class !== "permanent") return false;
  const rest = `tickets/${encodeURIComponent(ticket.id)}`;
  const there = await client.lookFor(seat, { rest, query: { properties: "subject" }, as: HsObject });
  return there.ok && there.value === null;
}
