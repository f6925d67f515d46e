import { existsSync, readFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { readWorkbook } from "../../adapters/exports/read-workbook.ts";
import type { Said } from "../../contract/values.ts";
import { readSidecar, sidecarEnding } from "../../domain/exports/sidecar.ts";
import type { Sidecar } from "../../domain/exports/sidecar.ts";
import { readCsvFile, readJsonFile, readSheets, verifyFile } from "../../domain/exports/verify-file.ts";
import type { ReadFile } from "../../domain/exports/verify-file.ts";
import { hasAnyWorkspace } from "../workspace-files.ts";
import { openDataFolder } from "../data-folder.ts";
import { callEngine } from "./ask-engine.ts";
import type { Place } from "./ask-engine.ts";
import type { Command, CommandContext, Report } from "./command.ts";
import { UsageError } from "./terminal.ts";

export const verifyCommands: Readonly<Record<string, Command>> = {
  verify: {
    usage: "verify FILE [--sidecar FILE] [--key BASE64]",
    options: { sidecar: { type: "string" }, key: { type: "string" } },
    takes: [1, 1],
    run: verifyExport,
  },
};

/** Whether a file is as it was exported: exit code 1, and what is wrong where, when it is not. */
async function verifyExport({ place, flags, words, say, t }: CommandContext): Promise<Report> {
  const file = resolve(words[0] ?? "");
  const bytes = readBytes(file);
  const sidecarFile = typeof flags["sidecar"] === "string" ? resolve(flags["sidecar"]) : `${file}${sidecarEnding}`;
  if (!existsSync(sidecarFile)) throw new UsageError("no-sidecar", { file: sidecarFile });
  const sidecar = readSidecar(readBytes(sidecarFile).toString("utf8"));
  if (!sidecar) throw new UsageError("bad-sidecar", { file: sidecarFile });
  const given = typeof flags["key"] === "string" ? flags["key"] : null;
  const expectedKey = given ?? (await ownKey(place));
  const read = await readExport(bytes, { file, sidecar });
  const { findings, rows } = read
    ? verifyFile({ bytes, file: read, sidecar, expectedKey })
    : { findings: [unreadable], rows: 0 };
  const said = findings.map((finding) => ({ ...finding, says: say(finding) }));
  const isKeyKnown = expectedKey !== null;
  const notes = isKeyKnown ? [] : [t("cli.verify-no-key", { key: sidecar.publicKey })];
  const lines = said.length === 0 ? [t("cli.verified", { count: rows })] : said.map(({ says }) => says);
  return {
    json: { ok: said.length === 0, rows, keyKnown: isKeyKnown, publicKey: sidecar.publicKey, findings: said },
    text: [...lines, ...notes].join("\n"),
    failed: said.length > 0,
  };
}

const unreadable: Said = { code: "export.verify.unreadable", params: {} };

/** The printed form is checked as a whole: its rows cannot be read back. */
async function readExport(
  bytes: Buffer,
  { file, sidecar }: { readonly file: string; readonly sidecar: Sidecar },
): Promise<ReadFile | null> {
  const format = sidecar.format || extname(file).slice(1);
  if (format === "csv") return readCsvFile(bytes.toString("utf8"));
  if (format === "json") return readJsonFile(bytes.toString("utf8"));
  if (format === "pdf") return { columns: null, rows: null };
  const sheets = await readWorkbook(bytes);
  return sheets && readSheets(sheets);
}

/** The key of the desk of this data folder; null where there is no desk, or it has written no file yet. */
async function ownKey(place: Place): Promise<string | null> {
  if (!hasAnyWorkspace(openDataFolder(place.dataDir))) return null;
  return (await callEngine(place, "exports.publicKey", {})).publicKey;
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new UsageError("no-file", { file }, { cause });
  }
}
