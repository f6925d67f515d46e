import type { CrmPerson, Interaction } from "../../../domain/crm/interaction.ts";
import type { CrmPlace, CrmRecord, CrmTold } from "../../../ports/crm-connector.ts";
import { after, crmTrouble } from "../crm-trouble.ts";
import type { DolibarrClient } from "./client.ts";
import { DoliCode, DoliContact, DoliEvent, DoliThirdParty, DoliTicket } from "./entities.ts";
import { contactFields, eventFields, ticketFields } from "./fields.ts";
import { refExtOf, sameText, trackIdOf } from "./references.ts";
import { cardOf } from "./seat.ts";
import type { DolibarrSeat } from "./seat.ts";

type Told = Promise<CrmTold<CrmRecord>>;
type Kind = Parameters<typeof cardOf>[1];

export const recordOf = ({ config }: DolibarrSeat, kind: Kind, id: string): CrmRecord => ({
  id,
  url: cardOf(config, kind, id),
});

export async function createContact(client: DolibarrClient, seat: DolibarrSeat, person: CrmPerson): Told {
  const missing = await missingThirdParty(client, seat);
  if (missing !== null) return missing;
  return after(await client.create(seat, "/contacts", contactFields(seat.config, person)), (id) => ({
    ok: true,
    value: recordOf(seat, "contact", id),
  }));
}

/** Dolibarr takes a contact of a third party that is not there, with 200. */
async function missingThirdParty(
  client: DolibarrClient,
  seat: DolibarrSeat,
): Promise<Extract<CrmTold<never>, { ok: false }> | null> {
  const id = seat.config.thirdPartyId;
  if (id === null) return null;
  const told = await client.readOne(seat, `/thirdparties/${id}`, DoliThirdParty);
  if (told.ok)
    return told.value === null ? crmTrouble("auth", "dolibarr.third-party-missing", { params: { id } }) : null;
  // Who may not read third parties may make contacts for them all the same.
  return isRefusal(told.trouble.says.params) ? null : told;
}

const isRefusal = ({ status }: Readonly<Record<string, string | number>>): boolean => status === 403;

export async function findInteraction(
  client: DolibarrClient,
  seat: DolibarrSeat,
  { key }: Interaction,
): Promise<CrmTold<CrmRecord | null>> {
  const query = { sortfield: "t.id", sortorder: "ASC", limit: 1, sqlfilters: sameText("ref_ext", refExtOf(key)) };
  // The API shows no ref_ext of an event to hold against ours; a key is ours alone, as long as the filter held it whole.
  return after(await client.readList(seat, "/agendaevents", { query, as: DoliEvent }), ([event]) => ({
    ok: true,
    value: event === undefined ? null : recordOf(seat, "interaction", event.id),
  }));
}

/** An id that nobody has is taken with 200, and the event would stand on nobody's page: so the contact is asked for first. */
async function placeOf(client: DolibarrClient, seat: DolibarrSeat, { contact, complaint }: CrmPlace) {
  return after(await client.readOne(seat, `/contacts/${encodeURIComponent(contact.id)}`, DoliContact), (found) =>
    found === null
      ? crmTrouble("gone", "dolibarr.contact-gone", { params: { id: contact.id } })
      : { ok: true as const, value: { contactId: found.id, thirdPartyId: thirdPartyOf(seat, found), complaint } },
  );
}

const thirdPartyOf = ({ config }: DolibarrSeat, { socid }: DoliContact): string | null =>
  socid ?? (config.thirdPartyId === null ? null : String(config.thirdPartyId));

export async function createInteraction(
  client: DolibarrClient,
  seat: DolibarrSeat,
  { line, place }: { readonly line: Interaction; readonly place: CrmPlace },
): Told {
  return after(await placeOf(client, seat, place), async (found) => {
    const told = await client.create(seat, "/agendaevents", eventFields(seat.config, line, found));
    if (told.ok) return { ok: true, value: recordOf(seat, "interaction", told.value) };
    return (await unknownCode(client, seat, { told, dictionary: "event_types", code: "AC_OTH" })) ?? told;
  });
}

/** Writes a delivered event anew. One that somebody removed there is not made again behind their back. */
export async function amendInteraction(
  client: DolibarrClient,
  seat: DolibarrSeat,
  { line, place, id }: { readonly line: Interaction; readonly place: CrmPlace; readonly id: string },
): Told {
  return after(await placeOf(client, seat, place), async (found) => {
    const path = `/agendaevents/${encodeURIComponent(id)}`;
    return after(await client.change(seat, path, eventFields(seat.config, line, found)), (changed) =>
      changed === null
        ? crmTrouble("gone", "dolibarr.event-gone", { params: { id } })
        : { ok: true, value: recordOf(seat, "interaction", changed) },
    );
  });
}

export async function findComplaint(
  client: DolibarrClient,
  seat: DolibarrSeat,
  line: Interaction,
): Promise<CrmTold<CrmRecord | null>> {
  const trackId = trackIdOf(line.case.id);
  return after(await client.readOne(seat, `/tickets/track_id/${trackId}`, DoliTicket), (ticket) => ({
    ok: true,
    value: ticket?.track_id === trackId ? recordOf(seat, "complaint", ticket.id) : null,
  }));
}

/** The tracking id is unique there: a repeat is refused with 500, and then the ticket is there already. */
export async function createComplaint(
  client: DolibarrClient,
  seat: DolibarrSeat,
  { line, contact }: { readonly line: Interaction; readonly contact: CrmRecord },
): Told {
  const { ticketType: code } = seat.config;
  if (code === null) return crmTrouble("permanent", "dolibarr.no-ticket-type");
  return after(await placeOf(client, seat, { contact, complaint: null }), async (found) => {
    const told = await client.create(seat, "/tickets", ticketFields(seat.config, line, found));
    if (told.ok) return { ok: true, value: recordOf(seat, "complaint", told.value) };
    if (!isFault(told)) return told;
    const there = await findComplaint(client, seat, line);
    if (there.ok && there.value !== null) return { ok: true, value: there.value };
    return (await unknownCode(client, seat, { told, dictionary: "ticket_types", code })) ?? told;
  });
}

type Failed = Extract<CrmTold<unknown>, { ok: false }>;

const isFault = ({ trouble }: Failed): boolean => trouble.says.params["status"] === 500;

/** A code that the dictionary does not have is answered with 500 for ever, in words that differ: so the dictionary is asked. */
async function unknownCode(
  client: DolibarrClient,
  seat: DolibarrSeat,
  { told, dictionary, code }: { readonly told: Failed; readonly dictionary: string; readonly code: string },
): Promise<Failed | null> {
  if (!isFault(told)) return null;
  const query = { limit: 1000, active: 1 };
  const known = await client.readList(seat, `/setup/dictionary/${dictionary}`, { query, as: DoliCode });
  if (!known.ok || known.value.length === 0 || known.value.some((entry) => entry.code === code)) return null;
  return crmTrouble("permanent", "dolibarr.code-unknown", { params: { code } });
}
