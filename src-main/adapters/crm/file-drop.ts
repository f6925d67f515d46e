import { rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { CrmLine } from "../../domain/crm/interaction.ts";
import type { CrmOutcome, FileDropConfig, LineConnector } from "../../ports/crm-connector.ts";
import { createTurns } from "../turns.ts";
import { appendOnce } from "./day-file.ts";
import { createKnownKeys } from "./known-keys.ts";
import type { KnownKeys } from "./known-keys.ts";
import { lineForms } from "./line-forms.ts";

/**
 * Appends each line to the file of its day (`watchroom-2026-11-21.ndjson`, UTC day of the line, so that a repeat finds
 * its own file), flushed to the disk before it counts as delivered. A key stands in the files of its day once.
 */
export function createFileDropConnector(): LineConnector<FileDropConfig> {
  const known = createKnownKeys();
  // Two targets may share a folder.
  const inTurn = createTurns();
  return {
    deliver: (config, line) => inTurn(resolve(config.folder), () => asOutcome(() => appendAll(config, line, known))),
    test: (config) => inTurn(resolve(config.folder), () => asOutcome(() => probe(config.folder))),
  };
}

async function appendAll(config: FileDropConfig, line: CrmLine, known: KnownKeys): Promise<void> {
  await stat(config.folder);
  const forms = config.format === "both" ? (["ndjson", "csv"] as const) : [config.format];
  const about = { folder: config.folder, day: line.occurredAt.slice(0, 10), withMark: config.bom ?? false };
  for (const form of forms) await appendOnce({ ...about, form: lineForms[form] }, line, known);
}

async function probe(folder: string): Promise<void> {
  const path = join(folder, ".watchroom-test");
  try {
    await writeFile(path, "watchroom\n");
  } finally {
    await rm(path, { force: true });
  }
}

const plainReasons: Readonly<Record<string, string>> = {
  ENOENT: "crm.folder-missing",
  ENOTDIR: "crm.folder-missing",
  EACCES: "crm.folder-locked",
  EPERM: "crm.folder-locked",
  EROFS: "crm.folder-locked",
  EBUSY: "crm.file-open",
  ENOSPC: "crm.folder-full",
  EDQUOT: "crm.folder-full",
};

/** A folder may come back (a stick, a share): everything about it is worth another try. */
async function asOutcome(work: () => Promise<void>): Promise<CrmOutcome> {
  try {
    await work();
    return { class: "ok", says: null };
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    return { class: "retry", says: { code: plainReasons[code] ?? "crm.folder-failed", params: { code } } };
  }
}
