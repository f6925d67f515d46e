import type { Interaction } from "../../../domain/crm/interaction.ts";
import type { CrmPlace, CrmRecord, CrmTold, EspoConfig } from "../../../ports/crm-connector.ts";
import { after } from "../crm-trouble.ts";
import { callRecord, noteRecord, placeOf } from "./address.ts";
import { createCase, findByKey, findCase, userOf } from "./cases.ts";
import { createRecord, readRecord, updateRecord } from "./client.ts";
import { textIn } from "./entities.ts";
import type { EspoRecord } from "./entities.ts";
import { callFields, noteFields } from "./fields.ts";
import { isSameText } from "./marker.ts";
import { findNotes } from "./notes.ts";
import type { EspoSeat } from "./request.ts";
import { isForbidden, trouble } from "./trouble.ts";

/** A complaint is always a case; the rest goes where the set-up says. */
const isCall = ({ log }: EspoConfig, line: Interaction, { complaint }: CrmPlace): boolean =>
  log === "call" && !line.case.isComplaint && complaint === null;

export async function findInteraction(
  seat: EspoSeat,
  line: Interaction,
  place: CrmPlace,
): Promise<CrmTold<CrmRecord | null>> {
  if (isCall(seat.config, line, place))
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
  if (isCall(seat.config, line, place)) return createCall(seat, line, place);
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

/** Writes what was delivered anew, under the same key, at the contact that it belongs to now. What was deleted there is "gone". */
export async function amendInteraction(
  seat: EspoSeat,
  line: Interaction,
  { interaction, contact }: CrmPlace & { readonly interaction: CrmRecord },
): Promise<CrmTold<CrmRecord>> {
  const at = placeOf(interaction);
  if (at.kind === "Call") return amendCall(seat, line, { callId: at.callId, contact });
  const moved = await moveCase(seat, at.caseId, contact);
  if (!moved.ok) return moved;
  const { post } = noteFields(line, at.caseId);
  const told = await updateRecord(seat, { kind: "Note", id: at.noteId }, { post });
  // A note that is too old can be changed by nobody but an administrator: it is said again under it.
  if (!told.ok) return isForbidden(told) ? sayOnce(seat, line, at.caseId) : told;
  return told.value === null ? trouble("gone", "entry-gone") : { ok: true, value: interaction };
}

async function amendCall(
  seat: EspoSeat,
  line: Interaction,
  { callId, contact }: { readonly callId: string; readonly contact: CrmRecord },
): Promise<CrmTold<CrmRecord>> {
  const fields = callFields(seat.config, line, contact.id);
  const related = [{ kind: "Contact", id: contact.id }, ...userOf(seat.config)];
  const told = await updateRecord(seat, { kind: "Call", id: callId, related }, fields);
  if (!told.ok) return told;
  return told.value === null ? trouble("gone", "entry-gone") : { ok: true, value: callRecord(seat.config, callId) };
}

/** The case goes along with its contact. */
async function moveCase(seat: EspoSeat, caseId: string, contact: CrmRecord): Promise<CrmTold<EspoRecord>> {
  const found = await readRecord(seat, "Case", caseId);
  if (!found.ok) return found;
  if (found.value === null) return trouble("gone", "case-gone");
  if (textIn(found.value, "contactId") === contact.id) return { ok: true, value: found.value };
  const related = [{ kind: "Contact", id: contact.id }];
  const moved = await updateRecord(seat, { kind: "Case", id: caseId, related }, { contactId: contact.id });
  return after(moved, (now) => (now === null ? trouble("gone", "case-gone") : { ok: true, value: now }));
}

/** A note of this key that says the same already is the one. */
async function sayOnce(seat: EspoSeat, line: Interaction, caseId: string): Promise<CrmTold<CrmRecord>> {
  const notes = await findNotes(seat, caseId, line.key);
  if (!notes.ok) return notes;
  const { post } = noteFields(line, caseId);
  const same = notes.value.find((note) => isSameText(textIn(note, "post") ?? "", String(post)));
  if (same) return { ok: true, value: noteRecord(seat.config, caseId, same.id) };
  return createNote(seat, line, caseId);
}
