import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { safeText } from "../../domain/text/safe-text.ts";
import { contactsByRow } from "../store/contact.ts";
import { contactNoteById, insertContactNote, markNoteRemoved } from "../store/contact-note.ts";
import { listedContact } from "./save-contact.ts";

const topics = ["contacts", "case"] as const;

/** Notes something about a contact that only we see. Refusals: not-found, bad-input { field }. */
export async function noteContact(
  parts: Parts,
  { commandId, id, text }: Parsed<"contacts.note">,
  call: Call,
): Promise<Output<"contacts.note">> {
  return runCommand(parts, { call, method: "contacts.note", commandId, topics }, async (act) => {
    const contact = await listedContact(act.trx, id);
    const safe = safeText(text).trim();
    if (safe === "") throw new Refusal("bad-input", { field: "text" });
    const noteId = act.newId();
    const by = { personRowId: call.person?.rowId ?? null, at: act.at };
    await insertContactNote(act.trx, { id: noteId, contactRowId: contact.rowId, text: safe, ...by });
    // The words stay in their table alone.
    await act.record({ kind: "contact.noted", subjectId: id, payload: { name: contact.name, note: noteId } });
    return { noteId };
  });
}

/** Takes a note away, or puts it back. Refusal: not-found. */
export async function removeContactNote(
  parts: Parts,
  { commandId, noteId, remove }: Parsed<"contacts.removeNote">,
  call: Call,
): Promise<Output<"contacts.removeNote">> {
  return runCommand(parts, { call, method: "contacts.removeNote", commandId, topics }, async (act) => {
    const note = await contactNoteById(act.trx, noteId);
    if (!note) throw new Refusal("not-found", { what: "note" });
    if (note.isRemoved === remove) return {};
    await markNoteRemoved(act.trx, noteId, remove ? act.at : null);
    const contact = (await contactsByRow(act.trx, [note.contactRowId])).get(note.contactRowId);
    if (!contact) throw new Error("a note without its contact");
    const kind = remove ? "contact.note_removed" : "contact.note_restored";
    await act.record({ kind, subjectId: contact.id, payload: { name: contact.name, note: noteId } });
    return {};
  });
}
