import type { CrmRecord, CrmTold, HubspotConfig } from "../../../ports/crm-connector.ts";
import { after } from "../crm-trouble.ts";
import type { HubspotClient, HubspotSeat } from "./client.ts";
import { Gone, HsObject } from "./entities.ts";
import { contactPropertyNames } from "./fields.ts";
import type { HubspotProperties } from "./fields.ts";

type Told = CrmTold<Record<string, never>>;
type Erased = { readonly rest: string; readonly blank: HubspotProperties };

/**
 * Blanks what we wrote and archives it: HubSpot's recycling bin keeps it for 90 days more, and nothing of the person is
 * in it by then. What is gone already is fine.
 */
export async function eraseRecords(
  client: HubspotClient,
  seat: HubspotSeat,
  records: {
    readonly contact: CrmRecord | null;
    readonly complaints: readonly CrmRecord[];
    readonly interactions: readonly CrmRecord[];
  },
): Promise<Told> {
  const { contact, complaints, interactions } = records;
  const all: readonly Erased[] = [
    ...interactions.map(({ id }) => ({ rest: `notes/${encodeURIComponent(id)}`, blank: { hs_note_body: "" } })),
    ...complaints.map(({ id }) => ({
      rest: `tickets/${encodeURIComponent(id)}`,
      blank: { subject: "-", content: "" },
    })),
    ...(contact === null
      ? []
      : [{ rest: `contacts/${encodeURIComponent(contact.id)}`, blank: blankContact(seat.config) }]),
  ];
  for (const each of all) {
    const told = await eraseOne(client, seat, each);
    if (!told.ok) return told;
  }
  return { ok: true, value: {} };
}

const blankContact = (config: HubspotConfig): HubspotProperties =>
  Object.fromEntries(contactPropertyNames(config).map((name) => [name, ""]));

async function eraseOne(client: HubspotClient, seat: HubspotSeat, { rest, blank }: Erased): Promise<Told> {
  const blanked = await client.lookFor(seat, { rest, method: "PATCH", body: { properties: blank }, as: HsObject });
  if (blanked.ok && blanked.value === null) return { ok: true, value: {} };
  // A property that may not be empty there is no reason to leave the record standing.
  if (!blanked.ok && blanked.trouble.class !== "permanent") return blanked;
  return after(await client.lookFor(seat, { rest, method: "DELETE", as: Gone }), () => ({ ok: true, value: {} }));
}
