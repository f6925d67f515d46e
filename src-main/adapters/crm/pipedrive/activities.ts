import type { Interaction } from "../../../domain/crm/interaction.ts";
import type { CrmRecord, CrmTold } from "../../../ports/crm-connector.ts";
import { crmTrouble } from "../crm-trouble.ts";
import { personPage } from "./client.ts";
import type { PipedriveClient, PipedriveSeat } from "./client.ts";
import { PdActivities, PdWritten } from "./entities.ts";
import type { PdActivity } from "./entities.ts";
import { activityBody } from "./fields.ts";
import { whyRefused } from "./persons.ts";

type Place = { readonly line: Interaction; readonly contact: CrmRecord };

const aPage = 200;
const mostPages = 5;

/** An activity has no page of its own: it stands on its person's. */
const activityRecord = ({ config }: PipedriveSeat, { id }: { readonly id: string }, personId: string): CrmRecord => ({
  id,
  url: personPage(config, personId),
});

/** By our key in its note, among the person's activities. */
export async function findActivity(
  client: PipedriveClient,
  seat: PipedriveSeat,
  { line, contact }: Place,
): Promise<CrmTold<CrmRecord | null>> {
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const told = await listActivities(client, seat, { personId: contact.id, limit: aPage, cursor });
    if (!told.ok) return told;
    const found = told.value.activities.find(({ note }) => note?.includes(line.key));
    if (found) return { ok: true, value: activityRecord(seat, found, contact.id) };
    cursor = told.value.next;
    if (cursor === undefined) break;
  }
  return { ok: true, value: null };
}

/** A person's activities, the last added first; none where the person is gone. */
export async function listActivities(
  client: PipedriveClient,
  seat: PipedriveSeat,
  {
    personId,
    limit,
    cursor,
  }: { readonly personId: string; readonly limit: number; readonly cursor?: string | undefined },
): Promise<CrmTold<{ readonly activities: readonly PdActivity[]; readonly next: string | undefined }>> {
  const query = {
    ...{ person_id: personId, sort_by: "add_time", sort_direction: "desc", limit },
    ...(cursor !== undefined && { cursor }),
  };
  const told = await client.lookFor(seat, { rest: "activities", query, as: PdActivities });
  if (!told.ok) return told;
  const activities = (told.value?.data ?? []).filter(({ is_deleted }) => is_deleted !== true);
  return { ok: true, value: { activities, next: told.value?.additional_data?.next_cursor ?? undefined } };
}

export async function createActivity(
  client: PipedriveClient,
  seat: PipedriveSeat,
  { line, contact }: Place,
): Promise<CrmTold<CrmRecord>> {
  const body = activityBody(seat.config, line, contact.id);
  const told = await client.ask(seat, { rest: "activities", method: "POST", body, as: PdWritten });
  if (told.ok) return { ok: true, value: activityRecord(seat, told.value.data, contact.id) };
  return whyRefused(client, seat, { told, personId: contact.id });
}

export async function amendActivity(
  client: PipedriveClient,
  seat: PipedriveSeat,
  { line, contact, interaction }: Place & { readonly interaction: CrmRecord },
): Promise<CrmTold<CrmRecord>> {
  const body = activityBody(seat.config, line, contact.id);
  const rest = `activities/${encodeURIComponent(interaction.id)}`;
  // The same words twice are the same activity: after a lost answer it is simply written again.
  const told = await client.lookFor(seat, { rest, method: "PATCH", body, as: PdWritten });
  if (!told.ok) return whyRefused(client, seat, { told, personId: contact.id });
  if (told.value === null) return crmTrouble("gone", "pipedrive.activity-gone");
  return { ok: true, value: activityRecord(seat, told.value.data, contact.id) };
}
