import { htmlToText } from "../../../domain/text/plain-text.ts";
import type { CrmPerson } from "../../../domain/crm/interaction.ts";
import type { CrmProfile, CrmRecord, CrmTold } from "../../../ports/crm-connector.ts";
import { listActivities } from "./activities.ts";
import { personPage } from "./client.ts";
import type { PipedriveClient, PipedriveSeat } from "./client.ts";
import { PdOrganization } from "./entities.ts";
import type { PdActivity, PdPerson } from "./entities.ts";
import { findPerson, personRecord, readPerson } from "./persons.ts";

const mostShown = 10;

/** A person with their latest activities, whoever wrote them. */
export async function readProfile(
  client: PipedriveClient,
  seat: PipedriveSeat,
  { record, person }: { readonly record: CrmRecord | null; readonly person: CrmPerson },
): Promise<CrmTold<CrmProfile | null>> {
  const found = record ? { ok: true as const, value: record } : await findPerson(client, seat, person);
  if (!found.ok || found.value === null) return found as CrmTold<null>;
  const told = await readPerson(client, seat, found.value.id);
  if (!told.ok || told.value === null) return told as CrmTold<null>;
  const listed = await listActivities(client, seat, { personId: told.value.id, limit: mostShown });
  if (!listed.ok) return listed;
  const url = personPage(seat.config, told.value.id);
  const entries = listed.value.activities.flatMap((activity) => entryOf(activity, url));
  return {
    ok: true,
    value: {
      record: personRecord(seat, told.value),
      ...{ name: told.value.name ?? null, emails: told.value.emails, phones: told.value.phones },
      company: await companyOf(client, seat, told.value),
      entries: entries.toSorted((one, other) => other.at - one.at),
    },
  };
}

/** Nice to know, and no reason to show nothing of the rest. */
async function companyOf(
  client: PipedriveClient,
  seat: PipedriveSeat,
  { org_id: id }: PdPerson,
): Promise<string | null> {
  if (id === null || id === undefined) return null;
  const told = await client.lookFor(seat, { rest: `organizations/${id}`, as: PdOrganization });
  return told.ok ? (told.value?.data.name ?? null) : null;
}

function entryOf({ subject, note, due_date: day, due_time: time }: PdActivity, url: string): CrmProfile["entries"] {
  const at = Date.parse(`${day ?? ""}T${(time || "00:00").slice(0, 5)}:00Z`);
  if (Number.isNaN(at)) return [];
  const text = htmlToText(note ?? "");
  return [{ at, title: subject ?? "", text: text === "" ? null : text, url }];
}
