import type { Interaction } from "../../../domain/crm/interaction.ts";
import type { CrmPlace, CrmRecord, CrmTold, EspoConfig } from "../../../ports/crm-connector.ts";
import { after } from "../crm-trouble.ts";
import { callRecord, noteRecord, placeOf } from "./address.ts";
import { createCase, findByKey, findCase, userOf } from "./cases.ts";
import { createRecord, readRecord, updateRecord } from "./client.ts";
import { textIn } from "./entities.ts";
import { callFields, noteFields } from "./fields.ts";
import { isSameText } from "./marker.ts";
import { findNotes } from "./notes.ts";
import type { EspoSeat } from "./request.ts";
import { isForbidden, trouble } from "./trouble.ts";

/** A complaint is always a case; the rest goes where the set-up says. */
const isCall = ({ log }: EspoConfig, { complaint }: CrmPlace): boolean => log === "call" && complaint === null;

export async function findInteraction(
  seat: EspoSeat,
  line: Interaction,
  place: CrmPlace,
): Promise<CrmTold<CrmRecord | null>> {
  if (isCall(seat.config, place))
    return after(await findByKey(seat, "Call", line.key), (found) => ({
      ok: true,
      value: found && callRecord(seat.config, found.id),
    }));
  const inCase = place.complaint ? { ok: true as const, value: place.complaint } : await findCase(seat, line);
  if (!inCase.ok || inCase.value === null) return inCase;
  return noteIn(seat, inCase.value.id, line);
}

async function noteIn(seat: EspoSeat, caseId: string, { key }: Interaction): Promise<CrmTold<CrmRecord | null>> {
  return after(await findNotes(seat, caseId, key), ([note]) => ({
    ok: true,
    value: note === undefined ? null : noteRecord(seat.config, caseId, note.id),
  }));
}

export async function createInteraction(
  seat: EspoSeat,
  line: Interaction,
  place: CrmPlace,
): Promise<CrmTold<CrmRecord>> {
  if (isCall(seat.config, place)) return createCall(seat, line, place);
  const inCase = place.complaint ? { ok: true as const, value: place.complaint } : await ensureCase(seat, line, place);
  return after(inCase, ({ id }) => createNote(seat, line, id));
}

/** Two records make one step here, so each of them is looked for first: the step may have broken off between them. */
async function ensureCase(seat: EspoSeat, line: Interaction, { contact }: CrmPlace): Promise<CrmTold<CrmRecord>> {
  return after(await findCase(seat, line), (found) =>
    found === null ? createCase(seat, line, contact) : { ok: true, value: found },
  );
}

async function createNote(seat: EspoSeat, line: Interaction, caseId: string): Promise<CrmTold<CrmRecord>> {
  const related = [{ kind: "Case", id: caseId }];
  const told = await createRecord(seat, "Note", { fields: noteFields(line, caseId), related });
  return after(told, ({ id }) => ({ ok: true, value: noteRecord(seat.config, caseId, id) }));
}

async function createCall(seat: EspoSeat, line: Interaction, { contact }: CrmPlace): Promise<CrmTold<CrmRecord>> {
  if (userOf(seat.config).length === 0) return trouble("auth", "user-needed");
  const fields = callFields(seat.config, line, contact.id);
  const related = [{ kind: "Contact", id: contact.id }, ...userOf(seat.config)];
  const told = await createRecord(seat, "Call", { fields, related });
  return after(told, ({ id }) => ({ ok: true, value: callRecord(seat.config, id) }));
}

/** Writes what was delivered anew, under the same key, at the contact that it belongs to now. */
export async function amendInteraction(
  seat: EspoSeat,
  line: Interaction,
  { interaction, ...place }: CrmPlace & { readonly interaction: CrmRecord },
): Promise<CrmTold<CrmRecord>> {
  const at = placeOf(interaction);
  if (at.kind === "Call") return amendCall(seat, line, { callId: at.callId, place });
  const moved = await moveCase(seat, at.caseId, place.contact);
  if (!moved.ok) return moved;
  const { post } = noteFields(line, at.caseId);
  const told = await updateRecord(seat, { kind: "Note", id: at.noteId }, { post });
  if (told.ok && told.value !== null) return { ok: true, value: interaction };
  // The note is gone, or too old to be changed: then it is said again under it.
  if (!told.ok && !isForbidden(told)) return told;
  return sayAgain(seat, line, moved.value ? at.caseId : null, place);
}

async function amendCall(
  seat: EspoSeat,
  line: Interaction,
  { callId, place }: { readonly callId: string; readonly place: CrmPlace },
): Promise<CrmTold<CrmRecord>> {
  const fields = callFields(seat.config, line, place.contact.id);
  const related = [{ kind: "Contact", id: place.contact.id }, ...userOf(seat.config)];
  const told = await updateRecord(seat, { kind: "Call", id: callId, related }, fields);
  if (!told.ok) return told;
  if (told.value !== null) return { ok: true, value: callRecord(seat.config, callId) };
  return after(await findInteraction(seat, line, place), (found) =>
    found === null ? createInteraction(seat, line, place) : { ok: true, value: found },
  );
}

/** Whether the case is still there; it goes along with its contact. */
async function moveCase(seat: EspoSeat, caseId: string, contact: CrmRecord): Promise<CrmTold<boolean>> {
  const told = await readRecord(seat, "Case", caseId);
  if (!told.ok || told.value === null) return told.ok ? { ok: true, value: false } : told;
  if (textIn(told.value, "contactId") === contact.id) return { ok: true, value: true };
  const related = [{ kind: "Contact", id: contact.id }];
  return after(await updateRecord(seat, { kind: "Case", id: caseId, related }, { contactId: contact.id }), (now) => ({
    ok: true,
    value: now !== null,
  }));
}

/** Once only: a note of this key that says the same already is the one. */
async function sayAgain(
  seat: EspoSeat,
  line: Interaction,
  caseId: string | null,
  place: CrmPlace,
): Promise<CrmTold<CrmRecord>> {
  if (caseId === null) {
    const rest = { ...place, complaint: null };
    return after(await ensureCase(seat, line, rest), ({ id }) => sayOnce(seat, line, id));
  }
  return sayOnce(seat, line, caseId);
}

async function sayOnce(seat: EspoSeat, line: Interaction, caseId: string): Promise<CrmTold<CrmRecord>> {
  const notes = await findNotes(seat, caseId, line.key);
  if (!notes.ok) return notes;
  const { post } = noteFields(line, caseId);
  const same = notes.value.find((note) => isSameText(textIn(note, "post") ?? "", String(post)));
  if (same) return { ok: true, value: noteRecord(seat.config, caseId, same.id) };
  return createNote(seat, line, caseId);
}
