import type { Output, Parsed } from "../../../contract/methods.ts";
import type { ContactImport } from "../../../contract/methods/contact-imports.ts";
import { Refusal } from "../../../contract/refusal.ts";
import { readFileBytes } from "../../by-hand/preview-import.ts";
import { answerBefore, runCommand, runQuietAct } from "../../commands.ts";
import type { Call } from "../../handlers.ts";
import type { Parts } from "../../parts.ts";
import { contactImportById, insertContactImport, markImportUndone, takeImported } from "../../store/contact-import.ts";
import type { ContactImportRun } from "../../store/contact-import.ts";
import { endJob } from "../../store/import.ts";
import { insertJob } from "../../store/job.ts";
import type { Db } from "../../store/open.ts";
import { deleteUpload } from "../../store/upload.ts";
import { contactImportKind } from "./import-job.ts";
import { findContactFileFault, openContactFile, recordsOf } from "./read-file.ts";

const topics = ["contacts", "shift"] as const;

/** Counts the records of the file and asks the job to keep them. Refusals: file-gone, file-too-large, import-unreadable. */
export async function runContactImport(
  parts: Parts,
  { commandId, uploadId, name, reading }: Parsed<"contactImports.run">,
  call: Call,
): Promise<ContactImport> {
  const done = await startedBefore(parts, commandId);
  if (done) return done;
  const file = await openContactFile(await readFileBytes(parts.store.read, uploadId));
  if (findContactFileFault(file, reading)) throw new Refusal("import-unreadable");
  let total = 0;
  for await (const _record of recordsOf(file, { reading, country: null })) total += 1;
  const id = await runCommand(parts, { call, method: "contactImports.run", commandId, topics }, async (act) => {
    const made = { id: act.newId(), jobId: act.newId() };
    const startedBy = call.person?.rowId ?? null;
    await insertJob(act.trx, { id: made.jobId, kind: contactImportKind, input: "{}", at: act.at });
    const read = JSON.stringify(reading);
    await insertContactImport(act.trx, { ...made, uploadId, name, reading: read, total, at: act.at, startedBy });
    await act.record({ kind: "contact_import.started", subjectId: made.id, payload: { name, rows: total } });
    return made.id;
  });
  return importOf(parts.store.read, id);
}

/** The same command again finds its file used up; its answer is the import that it began. */
async function startedBefore({ store }: Parts, commandId: string): Promise<ContactImport | null> {
  const row = await store.read
    .selectFrom("command")
    .select("result")
    .where("id", "=", commandId)
    .where("method", "=", "contactImports.run")
    .executeTakeFirst();
  // Written by runCommand with the id that runContactImport answers.
  return row ? importOf(store.read, JSON.parse(row.result) as string) : null;
}

/** Stops an import that is not done; what it has kept stays. Refusal: not-found. */
export async function cancelContactImport(
  parts: Parts,
  { commandId, id }: Parsed<"contactImports.cancel">,
  call: Call,
): Promise<ContactImport> {
  await runCommand(parts, { call, method: "contactImports.cancel", commandId, topics }, async (act) => {
    const found = await findImport(act.trx, id);
    if (found.endedAt !== null) return {};
    await endJob(act.trx, { rowId: found.jobRowId, state: "cancelled", at: act.at });
    await deleteUpload(act.trx, found.uploadId);
    const { name, done, total } = found;
    await act.record({ kind: "contact_import.cancelled", subjectId: id, payload: { name, rows: done, of: total } });
    return {};
  });
  return importOf(parts.store.read, id);
}

const lot = 500;

/** Takes away what an import added and nobody has touched since. Refusals: not-found, nothing-to-undo. */
export async function undoContactImport(
  parts: Parts,
  { commandId, id }: Parsed<"contactImports.undo">,
  call: Call,
): Promise<Output<"contactImports.undo">> {
  const method = "contactImports.undo";
  const done = await answerBefore<Output<typeof method>>(parts.store.read, { method, commandId });
  if (done !== null) return done;
  const found = await findImport(parts.store.read, id);
  const isRunning = found.endedAt === null;
  if (isRunning || found.undoneAt !== null || found.added === 0) throw new Refusal("nothing-to-undo");
  let taken = 0;
  let kept = 0;
  // In slices, so that a hundred thousand contacts hold nobody up; what was taken before an interruption stays taken.
  for (let after: number | null = 0; after !== null;) {
    const from: number = after;
    const slice = await runQuietAct(parts, { call, topics: ["contacts"] }, (act) =>
      takeImported(act.trx, { importRowId: found.rowId, after: from, at: act.at, limit: lot }),
    );
    taken += slice.taken;
    kept += slice.looked - slice.taken;
    after = slice.last;
  }
  return runCommand(parts, { call, method, commandId, topics }, async (act) => {
    await markImportUndone(act.trx, found.rowId, act.at);
    await act.record({ kind: "contact_import.undone", subjectId: id, payload: { name: found.name, taken, kept } });
    return { taken, kept };
  });
}

export async function findImport(db: Db, id: string): Promise<ContactImportRun> {
  const found = await contactImportById(db, id);
  if (!found) throw new Refusal("not-found", { what: "import" });
  return found;
}

async function importOf(db: Db, id: string): Promise<ContactImport> {
  return shownImport(await findImport(db, id));
}

export function shownImport(found: ContactImportRun): ContactImport {
  const { id, name, state, total, done, added, filled, known, problems, at, endedAt, undoneAt } = found;
  return { id, name, state, total, done, added, filled, known, problems, at, endedAt, undoneAt };
}
