import type { ContactFields } from "../../../src-main/contract/methods/contacts.ts";
import type { EngineError } from "../../lib/engine.ts";
import { useWords } from "../../lib/words.ts";
import { usePerform } from "./use-perform.ts";

type Seen = { id: string; version: number; name: string };
type OnFault = (fault: EngineError) => void;

/** What can be done with a contact: each act says what it did and can be taken back. */
export function useContactActs() {
  const { t } = useWords();
  const { perform, send } = usePerform();
  return {
    add: (fields: ContactFields, onFault: OnFault) =>
      perform(
        () => send("contacts.add", fields),
        (contact) => ({
          says: t("contacts.done.added", { name: fields.name }),
          undo: () => send("contacts.remove", { contact }),
        }),
        onFault,
      ),
    save: (seen: Seen, { now, before }: { now: ContactFields; before: ContactFields }, onFault: OnFault) =>
      perform(
        () => send("contacts.save", { contact: { id: seen.id, version: seen.version }, fields: now }),
        (contact) => ({
          says: t("contacts.done.saved", { name: now.name }),
          undo: () => send("contacts.save", { contact, fields: before }),
        }),
        onFault,
      ),
    remove: ({ id, version, name }: Seen) =>
      perform(
        () => send("contacts.remove", { contact: { id, version } }),
        () => ({ says: t("contacts.done.removed", { name }), undo: () => send("contacts.restore", { id }) }),
      ),
    restore: ({ id, name }: Pick<Seen, "id" | "name">) =>
      perform(
        () => send("contacts.restore", { id }),
        () => ({ says: t("contacts.done.restored", { name }) }),
      ),
    note: (id: string, text: string) =>
      perform(
        () => send("contacts.note", { id, text }),
        ({ noteId }) => ({ says: t("contacts.done.noted"), undo: () => send("contacts.removeNote", { noteId }) }),
      ),
    removeNote: (noteId: string) =>
      perform(
        () => send("contacts.removeNote", { noteId }),
        () => ({
          says: t("contacts.done.noteRemoved"),
          undo: () => send("contacts.removeNote", { noteId, remove: false }),
        }),
      ),
  };
}
