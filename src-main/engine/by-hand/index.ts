import { Refusal } from "../../contract/refusal.ts";
import { uploadPartBytes } from "../../contract/methods/by-hand.ts";
import { runCommand, runQuietAct } from "../commands.ts";
import type { Handlers } from "../handlers.ts";
import { importById, lastImports, problemsOf } from "../store/import.ts";
import { pictureOf } from "../store/item-picture.ts";
import type { Say } from "../store/mention-shape.ts";
import { saveUploadPart } from "../store/upload.ts";
import { createImporter } from "./import-job.ts";
import { logMention } from "./log-mention.ts";
import { isSoundPicture } from "./picture.ts";
import { previewImport } from "./preview-import.ts";
import type { ByHandParts } from "./preview-import.ts";
import { cancelImport, runImport, shownImport } from "./run-import.ts";

type ByHandMethod =
  | "uploads.put"
  | "mentions.log"
  | "mentions.picture"
  | "imports.preview"
  | "imports.run"
  | "imports.list"
  | "imports.get"
  | "imports.cancel";

export type ByHand = {
  readonly handlers: Handlers<ByHandMethod>;
  /** Goes on with imports that a stop interrupted. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Resolves when no import is under way. */
  readonly idle: () => Promise<void>;
};

const shownImports = 20;
const problemsAtOnce = 1000;
const loggedTopics = ["triage", "case", "sources", "status", "wallboard", "shift"] as const;

/** What people bring in themselves: mentions entered by hand, with a picture, and files exported from other tools. */
export function createByHand(parts: ByHandParts & { readonly say: Say }): ByHand {
  const importer = createImporter(parts);
  let isStarted = false;
  return {
    handlers: {
      "uploads.put": async ({ uploadId, part, data }, call) => {
        const bytes = Buffer.from(data, "base64");
        if (bytes.length === 0 || bytes.length > uploadPartBytes) throw new Refusal("bad-input", { field: "data" });
        await runQuietAct(parts, { call, topics: [] }, (act) =>
          saveUploadPart(act.trx, { uploadId, part, bytes, at: act.at }),
        );
        return {};
      },
      "mentions.log": ({ commandId, ...entry }, call) =>
        runCommand(parts, { call, method: "mentions.log", commandId, topics: loggedTopics }, (act) =>
          logMention(act, { entry, call, understandings: parts.understandings, say: parts.say }),
        ),
      "mentions.picture": async ({ mentionId }) => {
        const picture = await pictureOf(parts.store.read, mentionId);
        if (!picture || !isSoundPicture(picture)) return null;
        return { type: picture.type, data: Buffer.from(picture.bytes).toString("base64"), hash: picture.hash };
      },
      "imports.preview": (input) => previewImport(parts, input),
      "imports.run": async (input, call) => {
        const begun = await runImport(parts, input, call);
        importer.soon();
        // A command that opened the workspace for itself alone closes it with this answer.
        if (!isStarted) await importer.idle();
        return begun;
      },
      "imports.list": async () => (await lastImports(parts.store.read, shownImports)).map(shownImport),
      "imports.get": async ({ id, after }) => {
        const found = await importById(parts.store.read, id);
        if (!found) throw new Refusal("not-found", { what: "import" });
        const problems = await problemsOf(parts.store.read, found.rowId, { after, limit: problemsAtOnce });
        return { ...shownImport(found), problemRows: [...problems] };
      },
      "imports.cancel": (input, call) => cancelImport(parts, input, call),
    },
    start: () => {
      isStarted = true;
      importer.soon();
    },
    stop: importer.stop,
    idle: importer.idle,
  };
}
