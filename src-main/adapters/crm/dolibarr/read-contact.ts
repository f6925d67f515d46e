import { htmlToText, titleText } from "../../../domain/text/plain-text.ts";
import type { CrmPerson } from "../../../domain/crm/interaction.ts";
import type { CrmProfile, CrmRecord, CrmTold } from "../../../ports/crm-connector.ts";
import { after } from "../crm-trouble.ts";
import type { DolibarrClient } from "./client.ts";
import { DoliContact, DoliEvent, DoliThirdParty, DoliTicket } from "./entities.ts";
import { lookForContact, phonesOf } from "./find-contact.ts";
import { sameNumber } from "./references.ts";
import { cardOf } from "./seat.ts";
import type { DolibarrSeat } from "./seat.ts";
import { recordOf } from "./write-records.ts";

const mostEvents = 20;
const mostTickets = 5;
type Entry = CrmProfile["entries"][number];

/** What Dolibarr knows of a contact, by its record, else as it is looked for: names, ways, company, last events and tickets. */
export async function readProfile(
  client: DolibarrClient,
  seat: DolibarrSeat,
  who: { readonly record: CrmRecord | null; readonly person: CrmPerson },
): Promise<CrmTold<CrmProfile | null>> {
  return after<DoliContact | null, CrmProfile | null>(await contactOf(client, seat, who), async (contact) => {
    if (contact === null) return { ok: true, value: null };
    return after(await eventsOf(client, seat, contact), async (events) =>
      after(await ticketsOf(client, seat, { contact, events }), async (tickets) =>
        after(await companyOf(client, seat, contact), (company) => ({
          ok: true,
          value: profileOf(seat, { contact, company, events, tickets }),
        })),
      ),
    );
  });
}

/** The record that we know, and where that is gone, who fits now. */
async function contactOf(
  client: DolibarrClient,
  seat: DolibarrSeat,
  { record, person }: { readonly record: CrmRecord | null; readonly person: CrmPerson },
): Promise<CrmTold<DoliContact | null>> {
  if (record === null) return lookForContact(client, seat, person);
  return after(await client.readOne(seat, `/contacts/${encodeURIComponent(record.id)}`, DoliContact), (found) =>
    found === null ? lookForContact(client, seat, person) : { ok: true, value: found },
  );
}

async function eventsOf(
  client: DolibarrClient,
  seat: DolibarrSeat,
  { id }: DoliContact,
): Promise<CrmTold<readonly DoliEvent[]>> {
  const query = {
    sortfield: "t.datep",
    sortorder: "DESC",
    limit: mostEvents,
    sqlfilters: sameNumber("fk_contact", id),
  };
  return orNone(await client.readList(seat, "/agendaevents", { query, as: DoliEvent }), []);
}

/**
 * The tickets on which the contact's events hang, and all of its own company. Those of the third party under which the
 * desk files everybody are other people's.
 */
async function ticketsOf(
  client: DolibarrClient,
  seat: DolibarrSeat,
  { contact, events }: { readonly contact: DoliContact; readonly events: readonly DoliEvent[] },
): Promise<CrmTold<readonly DoliTicket[]>> {
  const linked = events.flatMap(({ elementtype, elementid, fk_element: element }) =>
    elementtype === "ticket" ? [elementid ?? element].filter((id) => id !== null) : [],
  );
  const tickets: DoliTicket[] = [];
  for (const id of [...new Set(linked)].slice(0, mostTickets)) {
    const told = orNone(await client.readOne(seat, `/tickets/${id}`, DoliTicket), null);
    if (!told.ok) return told;
    if (told.value !== null) tickets.push(told.value);
  }
  const { socid } = contact;
  if (socid === null || socid === String(seat.config.thirdPartyId)) return { ok: true, value: tickets };
  const query = { socid, sortfield: "t.datec", sortorder: "DESC", limit: mostTickets };
  return after(orNone(await client.readList(seat, "/tickets", { query, as: DoliTicket }), []), (ofCompany) => ({
    ok: true,
    value: [...tickets, ...ofCompany.filter(({ id }) => !tickets.some((ticket) => ticket.id === id))],
  }));
}

async function companyOf(
  client: DolibarrClient,
  seat: DolibarrSeat,
  { socid, socname }: DoliContact,
): Promise<CrmTold<string | null>> {
  // The desk's own drawer is nobody's company.
  if (socid === null || socid === String(seat.config.thirdPartyId)) return { ok: true, value: null };
  if (socname !== "") return { ok: true, value: titleText(socname) };
  return after(orNone(await client.readOne(seat, `/thirdparties/${socid}`, DoliThirdParty), null), (company) => ({
    ok: true,
    value: company === null || company.name === "" ? null : titleText(company.name),
  }));
}

/** A right that is missing, or a module that is off, hides a part of the profile and not the whole. */
const orNone = <Value>(told: CrmTold<Value>, none: Value): CrmTold<Value> =>
  !told.ok && told.trouble.class === "permanent" ? { ok: true, value: none } : told;

type Read = {
  readonly contact: DoliContact;
  readonly company: string | null;
  readonly events: readonly DoliEvent[];
  readonly tickets: readonly DoliTicket[];
};

function profileOf(seat: DolibarrSeat, { contact, company, events, tickets }: Read): CrmProfile {
  const name = titleText([contact.firstname, contact.lastname].filter(Boolean).join(" "));
  const entries = [
    ...events.flatMap((event) => entryOf(seat, event)),
    ...tickets.flatMap((ticket) => ticketEntry(seat, ticket)),
  ];
  return {
    record: recordOf(seat, "contact", contact.id),
    name: name === "" ? null : name,
    emails: contact.email === "" ? [] : [contact.email],
    phones: phonesOf(contact),
    company,
    entries: entries.toSorted((one, other) => other.at - one.at),
  };
}

function entryOf({ config }: DolibarrSeat, { id, label, note_private: note, datep }: DoliEvent): readonly Entry[] {
  if (datep === null) return [];
  const text = htmlToText(note);
  return [
    {
      ...{ at: datep * 1000, title: titleText(label), text: text === "" ? null : text },
      url: cardOf(config, "interaction", id),
    },
  ];
}

function ticketEntry({ config }: DolibarrSeat, { id, ref, subject, message, datec }: DoliTicket): readonly Entry[] {
  if (datec === null) return [];
  const text = htmlToText(message);
  const title = [ref, titleText(subject)].filter(Boolean).join(" · ");
  return [{ at: datec * 1000, title, text: text === "" ? null : text, url: cardOf(config, "complaint", id) }];
}
