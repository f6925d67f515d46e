import type { Handlers } from "../../handlers.ts";
import type { Parts } from "../../parts.ts";
import { contactProblemsOf, lastContactImports } from "../../store/contact-import.ts";
import { createContactImporter } from "./import-job.ts";
import { previewContacts } from "./preview-import.ts";
import { cancelContactImport, findImport, runContactImport, shownImport, undoContactImport } from "./run-import.ts";

type ImportMethod =
  | "contactImports.preview"
  | "contactImports.run"
  | "contactImports.get"
  | "contactImports.list"
  | "contactImports.cancel"
  | "contactImports.undo";

export type ContactImports = {
  readonly handlers: Handlers<ImportMethod>;
  /** Goes on with imports that a stop interrupted. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  readonly idle: () => Promise<void>;
};

const shownImports = 20;
const problemsAtOnce = 1000;

/** Contacts that come in files: CSV and vCard. */
export function createContactImports(parts: Parts): ContactImports {
  const importer = createContactImporter(parts);
  const { read } = parts.store;
  let isStarted = false;
  return {
    handlers: {
      "contactImports.preview": (input) => previewContacts(read, input),
      "contactImports.run": async (input, call) => {
        const begun = await runContactImport(parts, input, call);
        importer.soon();
        // A command that opened the workspace for itself alone closes it with this answer.
        if (!isStarted) await importer.idle();
        return begun;
      },
      "contactImports.get": async ({ id, after }) => {
        const found = await findImport(read, id);
        const problems = await contactProblemsOf(read, found.rowId, { after, limit: problemsAtOnce });
        return { ...shownImport(found), problemRows: [...problems] };
      },
      "contactImports.list": async () => (await lastContactImports(read, shownImports)).map(shownImport),
      "contactImports.cancel": (input, call) => cancelContactImport(parts, input, call),
      "contactImports.undo": (input, call) => undoContactImport(parts, input, call),
    },
    start: () => {
      isStarted = true;
      importer.soon();
    },
    stop: importer.stop,
    idle: importer.idle,
  };
}
