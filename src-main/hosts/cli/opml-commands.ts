import { resolve } from "node:path";
import { opmlLimits } from "../../contract/methods/opml.ts";
import type { OpmlPreview } from "../../contract/methods/opml.ts";
import { callEngine, newCommandId } from "./ask-engine.ts";
import { inColumns } from "./command.ts";
import type { Command, CommandContext, Report } from "./command.ts";
import { writeWhole } from "./mention-commands.ts";
import { UsageError } from "./terminal.ts";
import { uploadFile } from "./upload-file.ts";

export const opmlCommands: Readonly<Record<string, Command>> = {
  "opml import": {
    usage: "opml import FILE [--all] [--everything] [--allow-private] [--department NAME]",
    options: {
      ...{ all: { type: "boolean" }, everything: { type: "boolean" }, "allow-private": { type: "boolean" } },
      department: { type: "string" },
    },
    takes: [1, 1],
    run: importList,
  },
  "opml export": {
    usage: "opml export --out FILE",
    options: { out: { type: "string" } },
    takes: [0, 0],
    run: exportList,
  },
};

/** Shows what a list holds; with --all its new feeds become sources. */
async function importList({ place, flags, words, t, say }: CommandContext): Promise<Report> {
  const [file = ""] = words;
  const uploadId = await uploadFile(place, resolve(file), opmlLimits.bytes);
  const preview = await callEngine(place, "sources.previewOpml", { uploadId });
  if (preview.fault) return { json: preview, text: say(preview.fault), failed: true };
  const fresh = preview.entries.filter(({ state }) => state === "new");
  if (flags["all"] !== true || fresh.length === 0)
    return { json: preview, text: `${rowsOf(preview, t)}\n${t("cli.opml-preview", countsOf(preview))}` };
  const done = await callEngine(place, "sources.importOpml", {
    commandId: newCommandId(),
    uploadId,
    keys: fresh.map(({ key }) => key),
    ...(flags["everything"] === true && { everything: true }),
    allowPrivate: flags["allow-private"] === true,
    ...(typeof flags["department"] === "string" && { department: flags["department"] }),
  });
  const skipped = preview.entries.length - done.added;
  return {
    json: { added: done.added, skipped, ids: done.ids },
    text: t("cli.opml-imported", { added: done.added, skipped }),
  };
}

function rowsOf({ entries }: OpmlPreview, t: CommandContext["t"]): string {
  return inColumns(
    entries.map(({ name, url, state, folder }) => [t(`cli.opml-state.${state}`), name, url, folder ?? ""]),
  );
}

function countsOf({ entries }: OpmlPreview) {
  const count = (state: string) => entries.filter((entry) => entry.state === state).length;
  return {
    ...{ total: entries.length, fresh: count("new"), already: count("already") },
    ...{ twice: count("twice"), bad: count("bad-address") },
  };
}

async function exportList({ place, flags, t }: CommandContext): Promise<Report> {
  const out = flags["out"];
  if (typeof out !== "string" || out === "") throw new UsageError("no-out");
  const list = await callEngine(place, "sources.exportOpml", {});
  const file = resolve(out);
  writeWhole(file, list.content);
  return { json: { file, sources: list.sources }, text: t("cli.opml-exported", { count: list.sources, file }) };
}
