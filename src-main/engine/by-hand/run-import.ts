import { createHash } from "node:crypto";
import type { Parsed } from "../../contract/methods.ts";
import type { ImportRow } from "../../contract/methods/by-hand.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { endJob, importById, insertImport } from "../store/import.ts";
import type { Import } from "../store/import.ts";
import { insertJob } from "../store/job.ts";
import { editSource, insertSource, sourceByUrl } from "../store/source.ts";
import { deleteUpload } from "../store/upload.ts";
import { importKind } from "./import-job.ts";
import { findReadingFault, readFileBytes } from "./preview-import.ts";
import type { ByHandParts } from "./preview-import.ts";
import { openFile, rowsOf } from "./read-file.ts";

const topics = ["sources", "status"] as const;

/** Counts the rows of the file and asks the job to store them. Refusals: file-gone, file-too-large, import-unreadable. */
export async function runImport(parts: ByHandParts, input: Parsed<"imports.run">, call: Call): Promise<ImportRow> {
  const { commandId, uploadId, name, reading, everything } = input;
  const done = await startedBefore(parts, commandId);
  if (done) return done;
  const bytes = await readFileBytes(parts.store.read, uploadId);
  const file = await openFile(bytes, reading.timeZone);
  if (findReadingFault(file, reading)) throw new Refusal("import-unreadable");
  let total = 0;
  for await (const _row of rowsOf(file, reading, parts.clock.now())) total += 1;
  // One file is one source, however often and under whatever name it is brought.
  const url = `import:${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}`;
  const id = await runCommand(parts, { call, method: "imports.run", commandId, topics }, async (act) => {
    const made = { id: act.newId(), jobId: act.newId() };
    const sourceRowId = await importSource(act, { url, name, everything });
    const startedBy = call.person?.rowId ?? null;
    await insertJob(act.trx, { id: made.jobId, kind: importKind, input: "{}", at: act.at });
    const read = JSON.stringify(reading);
    await insertImport(act.trx, { ...made, sourceRowId, uploadId, name, reading: read, total, at: act.at, startedBy });
    await act.record({ kind: "import.started", subjectId: made.id, payload: { name, rows: total } });
    return made.id;
  });
  return importRow(parts, id);
}

/** The same command again finds its file used up; its answer is the import that it began. */
async function startedBefore(parts: ByHandParts, commandId: string): Promise<ImportRow | null> {
  const row = await parts.store.read
    .selectFrom("command")
    .select("result")
    .where("id", "=", commandId)
    .where("method", "=", "imports.run")
    .executeTakeFirst();
  // Written by runCommand with the id that runImport answers.
  return row ? importRow(parts, JSON.parse(row.result) as string) : null;
}

async function importSource(
  act: Act,
  { url, name, everything }: { readonly url: string; readonly name: string; readonly everything: boolean },
): Promise<number> {
  const known = await sourceByUrl(act.trx, url);
  if (known) {
    if (known.everything !== everything) await editSource(act.trx, known.rowId, { everything });
    return known.rowId;
  }
  const id = act.newId();
  const fixed = { siteUrl: null, network: "other", allowPrivate: false, kind: "import", at: act.at } as const;
  const rowId = await insertSource(act.trx, { id, url, name, everything, ...fixed });
  await act.record({ kind: "source.added", subjectId: id, payload: { url, name, everything, kind: "import" } });
  return rowId;
}

/** Stops an import that is not done; what it has stored stays. Refusal: not-found. */
export async function cancelImport(
  parts: ByHandParts,
  { commandId, id }: Parsed<"imports.cancel">,
  call: Call,
): Promise<ImportRow> {
  await runCommand(parts, { call, method: "imports.cancel", commandId, topics }, async (act) => {
    const found = await importById(act.trx, id);
    if (!found) throw new Refusal("not-found", { what: "import" });
    if (found.endedAt !== null) return {};
    await endJob(act.trx, { rowId: found.jobRowId, state: "cancelled", at: act.at });
    await deleteUpload(act.trx, found.uploadId);
    const { name, done, total } = found;
    await act.record({ kind: "import.cancelled", subjectId: id, payload: { name, rows: done, of: total } });
    return {};
  });
  return importRow(parts, id);
}

async function importRow({ store }: ByHandParts, id: string): Promise<ImportRow> {
  const found = await importById(store.read, id);
  if (!found) throw new Refusal("not-found", { what: "import" });
  return shownImport(found);
}

export function shownImport(found: Import): ImportRow {
  const { id, name, state, total, done, stored, mentions, known, twice, problems, at, endedAt } = found;
  return { id, name, state, total, done, stored, mentions, known, twice, problems, at, endedAt };
}
