import { open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crmCsvHeader, crmCsvLine } from "../../domain/crm/csv-line.ts";
import type { CrmLine } from "../../domain/crm/interaction.ts";
import type { CrmOutcome, FileDropConfig, LineConnector } from "../../ports/crm-connector.ts";

type Form = { readonly name: string; readonly header: string; readonly line: (line: CrmLine) => string };

const forms: Readonly<Record<"ndjson" | "csv", Form>> = {
  ndjson: { name: "ndjson", header: "", line: (line) => `${JSON.stringify(line)}\n` },
  csv: { name: "csv", header: crmCsvHeader, line: crmCsvLine },
};

/**
 * Appends each interaction as one whole line to the file of its day (`watchroom-2026-11-21.ndjson`, UTC day of the
 * interaction, so that a repeat finds its own file), flushed to the disk before it counts as delivered.
 */
export function createFileDropConnector(): LineConnector<FileDropConfig> {
  return {
    deliver: (config, line, { isRepeat }) => asOutcome(() => appendAll(config, line, isRepeat)),
    test: (config) => asOutcome(() => probe(config.folder)),
  };
}

async function appendAll(config: FileDropConfig, line: CrmLine, isRepeat: boolean): Promise<void> {
  await stat(config.folder);
  const wanted = config.format === "both" ? [forms.ndjson, forms.csv] : [forms[config.format]];
  for (const form of wanted) {
    const path = join(config.folder, `watchroom-${line.occurredAt.slice(0, 10)}.${form.name}`);
    await appendOnce(path, { form, line, isRepeat });
  }
}

async function appendOnce(
  path: string,
  { form, line, isRepeat }: { readonly form: Form; readonly line: CrmLine; readonly isRepeat: boolean },
): Promise<void> {
  const file = await open(path, "a+");
  try {
    const { size } = await file.stat();
    if (isRepeat && size > 0 && (await hasKey(path, line.key))) return;
    const lead = size === 0 ? form.header : await endOfTornLine(path, size);
    await file.appendFile(lead + form.line(line), "utf8");
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The key holds no character that either form would escape, so its text is the same in both. */
async function hasKey(path: string, key: string): Promise<boolean> {
  const content = await readFile(path, "utf8");
  const whole = content.slice(0, content.lastIndexOf("\n") + 1);
  return whole.includes(`"key":"${key}"`) || whole.split("\r\n").some((row) => row.startsWith(`${key},`));
}

/** A power cut may have left half a line: what follows must not be glued to it. */
async function endOfTornLine(path: string, size: number): Promise<string> {
  const file = await open(path, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer.toString() === "\n" ? "" : "\r\n";
  } finally {
    await file.close();
  }
}

async function probe(folder: string): Promise<void> {
  const path = join(folder, ".watchroom-test");
  await writeFile(path, "watchroom\n");
  await rm(path);
}

const plainReasons: Readonly<Record<string, string>> = {
  ENOENT: "crm.folder-missing",
  ENOTDIR: "crm.folder-missing",
  EACCES: "crm.folder-locked",
  EPERM: "crm.folder-locked",
  EROFS: "crm.folder-locked",
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
