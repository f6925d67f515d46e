import { z } from "zod";
import type { CrmRecord, CrmTold } from "../../../ports/crm-connector.ts";
import type { DolibarrClient, Fields } from "./client.ts";
import { DoliEvent } from "./entities.ts";
import { sameNumber } from "./references.ts";
import type { DolibarrSeat } from "./seat.ts";

type Gone = CrmTold<Record<string, never>>;
const gone: Gone = { ok: true, value: {} };

/** What stands in place of what was erased. */
const erased = "Erased";

export type ErasedRecords = {
  readonly contact: CrmRecord | null;
  readonly complaints: readonly CrmRecord[];
  readonly interactions: readonly CrmRecord[];
};

/** Events first, then tickets, then the contact: a repeat goes on where the last one ended. */
export async function eraseRecords(client: DolibarrClient, seat: DolibarrSeat, records: ErasedRecords): Promise<Gone> {
  const { contact, complaints, interactions } = records;
  const blankEvent = { label: erased, note_private: "", ref_ext: "", contact_id: 0, socpeopleassigned: {} };
  const steps = [
    ...interactions.map(
      ({ id }) =>
        () =>
          removeOrBlank(client, seat, {
            path: `/agendaevents/${encodeURIComponent(id)}`,
            blank: { ...blankEvent, userownerid: seat.config.userId },
          }),
    ),
    ...complaints.map(
      ({ id }) =>
        () =>
          removeOrBlank(client, seat, {
            path: `/tickets/${encodeURIComponent(id)}`,
            blank: { subject: erased, message: erased, origin_email: "" },
          }),
    ),
    ...(contact === null ? [] : [() => eraseContact(client, seat, contact.id)]),
  ];
  for (const step of steps) {
    const told = await step();
    if (!told.ok) return told;
  }
  return gone;
}

type Removed = { readonly path: string; readonly blank: Fields };

/** Who may not remove may mostly write: then nothing of the person is left in the record, which stays. */
async function removeOrBlank(client: DolibarrClient, seat: DolibarrSeat, { path, blank }: Removed): Promise<Gone> {
  const told = await client.remove(seat, path);
  if (!told.ok) return told;
  if (told.value !== "forbidden") return gone;
  // An event that is gone is refused too, when its owner cannot be told any more.
  const there = await client.readOne(seat, path, z.looseObject({}));
  if (!there.ok) return there;
  if (there.value === null) return gone;
  const blanked = await client.change(seat, path, blank);
  return blanked.ok ? gone : blanked;
}

const Uses = z.looseObject({
  ...{ ref_facturation: z.coerce.number().catch(0), ref_contrat: z.coerce.number().catch(0) },
  ...{ ref_commande: z.coerce.number().catch(0), ref_propal: z.coerce.number().catch(0) },
});

/**
 * Blanked first, because Dolibarr writes the name of what it removes into its own log; then removed, unless others have
 * used it meanwhile. What Dolibarr itself logged of our writing goes too.
 */
async function eraseContact(client: DolibarrClient, seat: DolibarrSeat, id: string): Promise<Gone> {
  const path = `/contacts/${encodeURIComponent(id)}`;
  const uses = await client.readOne(seat, `${path}?includecount=1`, Uses);
  if (!uses.ok) return uses;
  if (uses.value === null) return gone;
  const events = await eventsOf(client, seat, id);
  if (!events.ok) return events;
  const logged = events.value.filter(isLogged);
  for (const event of logged) {
    const removed = await client.remove(seat, `/agendaevents/${event.id}`);
    if (!removed.ok) return removed;
  }
  const blanked = await client.change(seat, path, blankContact);
  if (!blanked.ok) return blanked;
  const { ref_facturation: bills, ref_contrat: contracts, ref_commande: orders, ref_propal: offers } = uses.value;
  if (bills + contracts + orders + offers > 0 || events.value.length > logged.length) return gone;
  const removed = await client.remove(seat, path);
  return removed.ok ? gone : removed;
}

const isLogged = ({ type_code: type }: DoliEvent): boolean => type === "AC_OTH_AUTO";

const blankContact: Fields = {
  ...{ lastname: erased, firstname: "", email: "", phone_pro: "", phone_perso: "", phone_mobile: "" },
  ...{ socialnetworks: {}, ref_ext: "", address: "", note_public: "", note_private: "" },
};

const eventsOf = (client: DolibarrClient, seat: DolibarrSeat, contactId: string) =>
  client.readList(seat, "/agendaevents", {
    query: { limit: 50, sqlfilters: sameNumber("fk_contact", contactId) },
    as: DoliEvent,
  });
