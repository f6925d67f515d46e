import type { CrmTold } from "../../../ports/crm-connector.ts";
import type { HubspotClient, HubspotSeat } from "./client.ts";
import { HsAssociations, HsList } from "./entities.ts";
import type { HsObject } from "./entities.ts";

type Kind = "notes" | "tickets";

const aPage = 500;
/** A contact with more is asked for by search alone. */
const mostPages = 4;
const aBatch = 100;

/** A link to a record of HubSpot's own kinds. */
export const linkTo = (id: string, associationTypeId: number) => ({
  to: { id },
  types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId }],
});

/** The ids of a contact's notes or tickets, newest first; none where the contact is gone. */
export async function associatedIds(
  client: HubspotClient,
  seat: HubspotSeat,
  { contactId, kind }: { readonly contactId: string; readonly kind: Kind },
): Promise<CrmTold<readonly string[]>> {
  const ids = new Set<string>();
  let after: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const told = await client.lookFor(seat, {
      rest: `contacts/${encodeURIComponent(contactId)}/associations/${kind}`,
      query: { limit: aPage, ...(after !== undefined && { after }) },
      as: HsAssociations,
    });
    if (!told.ok) return told;
    for (const { id } of told.value?.results ?? []) ids.add(id);
    after = told.value?.paging?.next?.after;
    if (after === undefined) break;
  }
  // Ids are numbers that grow, longer than a double holds.
  return { ok: true, value: [...ids].toSorted((one, other) => (BigInt(one) < BigInt(other) ? 1 : -1)) };
}

/** Records by their ids; what is gone is left out. */
export async function readRecords(
  client: HubspotClient,
  seat: HubspotSeat,
  {
    kind,
    ids,
    properties,
  }: { readonly kind: Kind; readonly ids: readonly string[]; readonly properties: readonly string[] },
): Promise<CrmTold<readonly HsObject[]>> {
  if (ids.length === 0) return { ok: true, value: [] };
  const body = { inputs: ids.map((id) => ({ id })), properties };
  const told = await client.lookFor(seat, {
    ...{ rest: `${kind}/batch/read`, method: "POST", isRead: true },
    ...{ body, as: HsList },
  });
  return told.ok ? { ok: true, value: told.value?.results ?? [] } : told;
}

/** The contact's note or ticket in whose text the marker stands. */
export async function markedRecord(
  client: HubspotClient,
  seat: HubspotSeat,
  about: { readonly contactId: string; readonly kind: Kind; readonly property: string; readonly marker: string },
): Promise<CrmTold<HsObject | null>> {
  const { kind, property, marker } = about;
  const ids = await associatedIds(client, seat, about);
  if (!ids.ok) return ids;
  for (let from = 0; from < ids.value.length; from += aBatch) {
    const batch = { kind, ids: ids.value.slice(from, from + aBatch), properties: [property] };
    const told = await readRecords(client, seat, batch);
    if (!told.ok) return told;
    const found = told.value.find(({ properties }) => properties[property]?.includes(marker));
    if (found) return { ok: true, value: found };
  }
  return searchMarked(client, seat, about);
}

/** The last part of a marker is a ULID, a word of its own to the search. */
async function searchMarked(
  client: HubspotClient,
  seat: HubspotSeat,
  { kind, property, marker }: { readonly kind: Kind; readonly property: string; readonly marker: string },
): Promise<CrmTold<HsObject | null>> {
  const word = marker.split(/[:/]/).at(-1) ?? marker;
  const filters = [{ propertyName: property, operator: "CONTAINS_TOKEN", value: `*${word}*` }];
  const body = { filterGroups: [{ filters }], properties: [property], limit: 10 };
  const told = await client.ask(seat, { rest: `${kind}/search`, method: "POST", isRead: true, body, as: HsList });
  if (!told.ok) return told;
  return {
    ok: true,
    value: told.value.results.find(({ properties }) => properties[property]?.includes(marker)) ?? null,
  };
}
