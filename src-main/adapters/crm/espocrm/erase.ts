import type { CrmRecord, CrmTold } from "../../../ports/crm-connector.ts";
import { placeOf } from "./address.ts";
import { removeRecord, updateRecord } from "./client.ts";
import { erasedContact } from "./fields.ts";
import type { EspoSeat } from "./request.ts";
import { isForbidden } from "./trouble.ts";

export type Erased = {
  readonly contact: CrmRecord | null;
  readonly complaints: readonly CrmRecord[];
  readonly interactions: readonly CrmRecord[];
};

type Done = CrmTold<Record<string, never>>;

/** Removes our notes, calls and cases, then what says who the person is, where we made the contact. */
export async function eraseRecords(seat: EspoSeat, { contact, complaints, interactions }: Erased): Promise<Done> {
  const places = interactions.map(placeOf);
  const cases = [
    ...places.flatMap((place) => (place.kind === "Note" ? [place.caseId] : [])),
    ...complaints.map(({ id }) => id),
  ];
  for (const place of places) {
    const told =
      place.kind === "Call" ? await removeRecord(seat, "Call", place.callId) : await removeNote(seat, place.noteId);
    if (!told.ok) return told;
  }
  for (const id of new Set(cases)) {
    const told = await removeRecord(seat, "Case", id);
    if (!told.ok) return told;
  }
  if (contact === null) return { ok: true, value: {} };
  const told = await updateRecord(seat, { kind: "Contact", id: contact.id }, erasedContact(seat.config));
  return told.ok ? { ok: true, value: {} } : told;
}

/** After a while a note can be changed by nobody but an administrator; it goes with the case that it stands in. */
async function removeNote(seat: EspoSeat, id: string): Promise<Done> {
  const told = await removeRecord(seat, "Note", id);
  return !told.ok && isForbidden(told) ? { ok: true, value: {} } : told;
}
