import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { importBytes, uploadPartBytes } from "../../contract/methods/by-hand.ts";
import type { ImportPreview } from "../../contract/methods/by-hand.ts";
import type { Output } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { callEngine, newCommandId } from "./ask-engine.ts";
import type { Place } from "./ask-engine.ts";
import { isoOf } from "./command.ts";
import type { Command, CommandContext, Report } from "./command.ts";
import { UsageError } from "./terminal.ts";

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
  const uploadId = await upload(place, resolve(file));
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

/** Refusals: not-found { what: file }, file-too-large { megabytes }. */
async function upload(place: Place, file: string): Promise<string> {
  const bytes = readWhole(file);
  if (bytes.length > importBytes) throw new Refusal("file-too-large", { megabytes: importBytes / 1_000_000 });
  if (bytes.length === 0) throw new UsageError("import-empty", { file });
  const uploadId = newCommandId();
  for (let part = 0; part * uploadPartBytes < bytes.length; part += 1) {
    const data = bytes.subarray(part * uploadPartBytes, (part + 1) * uploadPartBytes).toString("base64");
    await callEngine(place, "uploads.put", { uploadId, part, data });
  }
  return uploadId;
}

function readWhole(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Refusal("not-found", { what: file }, { cause });
  }
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
