import type { CrmRecord, CrmTold, PipedriveConfig } from "../../../ports/crm-connector.ts";
import type { PipedriveClient, PipedriveSeat } from "./client.ts";
import { PdDeleted, PdWritten } from "./entities.ts";
import { customFieldsOf } from "./fields.ts";

type Told = CrmTold<Record<string, never>>;
type Erased = { readonly rest: string; readonly blank: Readonly<Record<string, unknown>> };

/**
 * Blanks what we wrote and deletes it: Pipedrive keeps it for 30 days more, and nothing of the person is in it by then.
 * What is gone already is fine.
 */
export async function eraseRecords(
  client: PipedriveClient,
  seat: PipedriveSeat,
  { contact, interactions }: { readonly contact: CrmRecord | null; readonly interactions: readonly CrmRecord[] },
): Promise<Told> {
  const blank = { subject: "-", note: "" };
  const all: readonly Erased[] = [
    ...interactions.map(({ id }) => ({ rest: `activities/${encodeURIComponent(id)}`, blank })),
    ...(contact === null
      ? []
      : [{ rest: `persons/${encodeURIComponent(contact.id)}`, blank: blankPerson(seat.config) }]),
  ];
  for (const each of all) {
    const told = await eraseOne(client, seat, each);
    if (!told.ok) return told;
  }
  return { ok: true, value: {} };
}

function blankPerson(config: PipedriveConfig): Erased["blank"] {
  const fields = customFieldsOf(config);
  return {
    ...{ name: "-", emails: [], phones: [] },
    ...(fields.length > 0 && { custom_fields: Object.fromEntries(fields.map((field) => [field, null])) }),
  };
}

async function eraseOne(client: PipedriveClient, seat: PipedriveSeat, { rest, blank }: Erased): Promise<Told> {
  const blanked = await client.lookFor(seat, { rest, method: "PATCH", body: blank, as: PdWritten });
  if (blanked.ok && blanked.value === null) return { ok: true, value: {} };
  // A field that may not be empty there, or a record deleted before (410), is no reason to stop here.
  if (!blanked.ok && blanked.trouble.class !== "permanent") return blanked;
  const told = await client.lookFor(seat, { rest, method: "DELETE", as: PdDeleted });
  return told.ok || told.trouble.says.params["status"] === 410 ? { ok: true, value: {} } : told;
}
