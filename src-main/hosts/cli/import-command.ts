import { basename, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { importBytes } from "../../contract/methods/by-hand.ts";
import type { ImportPreview } from "../../contract/methods/by-hand.ts";
import type { Output } from "../../contract/methods.ts";
import { callEngine, newCommandId } from "./ask-engine.ts";
import type { Place } from "./ask-engine.ts";
import { isoOf } from "./command.ts";
import type { Command, CommandContext, Report } from "./command.ts";
import { uploadFile } from "./upload-file.ts";

export const importCommands: Readonly<Record<string, Command>> = {
  import: {
    usage: "import FILE.csv [--name N] [--time-zone Z] [--matching-only] [--preview]",
    options: {
      name: { type: "string" },
      "time-zone": { type: "string" },
      "matching-only": { type: "boolean" },
      preview: { type: "boolean" },
    },
    takes: [1, 1],
    run: importFile,
  },
};

const askAgainMs = 250;

async function importFile({ place, flags, words, t, say }: CommandContext): Promise<Report> {
  const [file = ""] = words;
  const uploadId = await uploadFile(place, resolve(file), importBytes);
  const preview = await readPreview(place, uploadId, flags["time-zone"]);
  if (flags["preview"] === true || preview.fault)
    return {
      json: previewShape(preview),
      text: preview.fault ? say(preview.fault) : t("cli.import-preview", preview.counts),
      failed: preview.fault !== null,
    };
  const begun = await callEngine(place, "imports.run", {
    commandId: newCommandId(),
    uploadId,
    name: typeof flags["name"] === "string" ? flags["name"] : basename(file).slice(0, 120),
    reading: preview.reading,
    everything: flags["matching-only"] !== true,
  });
  const done = await untilDone(place, begun.id);
  const problems = done.problemRows.map(({ line, says }) => t("cli.import-problem", { line, says: say(says) }));
  return {
    json: { ...done, at: isoOf(done.at), endedAt: isoOf(done.endedAt) },
    text: [t(`cli.import-${done.state === "done" ? "done" : "ended"}`, numbersOf(done)), ...problems].join("\n"),
    failed: done.state !== "done",
  };
}

async function readPreview(place: Place, uploadId: string, timeZone: unknown): Promise<ImportPreview> {
  const guessed = await callEngine(place, "imports.preview", { uploadId });
  if (typeof timeZone !== "string") return guessed;
  return callEngine(place, "imports.preview", { uploadId, reading: { ...guessed.reading, timeZone } });
}

function previewShape({ rows, ...preview }: ImportPreview): unknown {
  return { ...preview, rows: rows.map((row) => ({ ...row, publishedAt: isoOf(row.publishedAt) })) };
}

function numbersOf({ total, done, stored, mentions, known, twice, problems }: Output<"imports.get">) {
  return { total, done, stored, mentions, known, twice, problems };
}

async function untilDone(place: Place, id: string): Promise<Output<"imports.get">> {
  for (;;) {
    const found = await callEngine(place, "imports.get", { id });
    if (found.endedAt !== null) return found;
    await wait(askAgainMs);
  }
}
