import type { ContactReading } from "../../../contract/methods/contact-imports.ts";
import { readFileBytes } from "../../by-hand/preview-import.ts";
import { runEngineAct } from "../../commands.ts";
import type { Act } from "../../commands.ts";
import type { Parts } from "../../parts.ts";
import {
  addContactCounts,
  contactImportById,
  contactImportOfJob,
  insertContactProblems,
} from "../../store/contact-import.ts";
import type { ContactImportRun } from "../../store/contact-import.ts";
import { endJob } from "../../store/import.ts";
import { nextJob, saveJob } from "../../store/job.ts";
import { readSettings } from "../../store/setting.ts";
import { deleteUpload } from "../../store/upload.ts";
import { deskCountry } from "../desk-country.ts";
import { keepRecord } from "./keep-records.ts";
import { openContactFile, recordsOf, slicesOf } from "./read-file.ts";
import type { ContactRecord } from "./read-file.ts";
import { sortRecords } from "./sort-records.ts";
import type { SortedRecord } from "./sort-records.ts";

export const contactImportKind = "contact-import";

export type ContactImporter = {
  /** Begins, or goes on with, what is asked for. */
  readonly soon: () => void;
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Works through imports of contacts, one after the other, in slices; a stopped engine goes on where it was. */
export function createContactImporter(parts: Parts): ContactImporter {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  async function work(): Promise<void> {
    for (;;) {
      const job = stopped ? null : await nextJob(parts.store.read, contactImportKind);
      const found = job && (await contactImportOfJob(parts.store.read, job.rowId));
      if (!found) return;
      try {
        await workThrough(parts, found, () => stopped);
      } catch (cause) {
        parts.log.error("contact_import.failed", { import: found.id, error: String(cause) });
        await fail(parts, found);
      }
    }
  }

  return {
    soon: () => {
      running = running
        .then(work)
        .catch((cause: unknown) => parts.log.error("contact_import.broke", { error: String(cause) }));
    },
    idle: () => running,
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

/** An import that broke must not stand in the way of the next one, and says that it failed. */
async function fail(parts: Parts, found: ContactImportRun): Promise<void> {
  await runEngineAct(parts, { topics: ["contacts"] }, async (act) => {
    await endJob(act.trx, { rowId: found.jobRowId, state: "failed", at: act.at });
    await deleteUpload(act.trx, found.uploadId);
    await act.record({ kind: "contact_import.failed", subjectId: found.id, payload: { name: found.name } });
  });
}

async function workThrough(parts: Parts, found: ContactImportRun, isStopped: () => boolean): Promise<void> {
  // Written by runContactImport only.
  const reading = JSON.parse(found.reading) as ContactReading;
  const country = deskCountry((await readSettings(parts.store.read)).settings);
  const file = await openContactFile(await readFileBytes(parts.store.read, found.uploadId));
  const seen = new Set<string>();
  const sorting = { known: reading.known, seen };
  for await (const slice of slicesOf(recordsOf(file, { reading, country }))) {
    if (isStopped()) return;
    if ((slice.at(-1)?.row ?? 0) <= found.done) await sortRecords(parts.store.read, slice, sorting);
    else if (!(await keepSlice(parts, { importId: found.id, slice, sorting }))) return;
  }
  if (found.total === 0)
    await runEngineAct(parts, { topics: ["contacts"] }, async (act) => {
      await saveJob(act.trx, { rowId: found.jobRowId, input: "{}", done: 0, ended: act.at });
      await recordEnd(act, found);
    });
}

type Slice = {
  readonly importId: string;
  readonly slice: readonly ContactRecord[];
  readonly sorting: { readonly known: ContactReading["known"]; readonly seen: Set<string> };
};

/** Keeps one slice; false when the import was cancelled meanwhile. */
async function keepSlice(parts: Parts, { importId, slice, sorting }: Slice): Promise<boolean> {
  return runEngineAct(parts, { topics: ["contacts"] }, async (act) => {
    const now = await contactImportById(act.trx, importId);
    if (!now || now.endedAt !== null) return false;
    const sorted: SortedRecord[] = [];
    for (const record of slice) {
      // One after the other: a record may fill in the one before it.
      const [one] = await sortRecords(act.trx, [record], sorting);
      if (!one) continue;
      sorted.push(one);
      if (one.state !== "problem") await keepRecord(act, one, now);
    }
    const count = (...states: readonly SortedRecord["state"][]) =>
      sorted.filter(({ state }) => states.includes(state)).length;
    const counts = { added: count("new"), filled: count("filled"), known: count("known", "twice") };
    await addContactCounts(act.trx, now.rowId, { ...counts, problems: count("problem") });
    await insertContactProblems(
      act.trx,
      now.rowId,
      sorted.flatMap((one) => (one.state === "problem" ? [{ row: one.row, line: one.line, says: one.says }] : [])),
    );
    const done = now.done + slice.length;
    const ended = done >= now.total ? act.at : null;
    await saveJob(act.trx, { rowId: now.jobRowId, input: "{}", done, ended });
    if (ended !== null)
      await recordEnd(act, { ...now, added: now.added + counts.added, filled: now.filled + counts.filled });
    return true;
  });
}

async function recordEnd(act: Act, { id, name, added, filled, total, uploadId }: ContactImportRun): Promise<void> {
  await deleteUpload(act.trx, uploadId);
  await act.record({ kind: "contact_import.done", subjectId: id, payload: { name, added, filled, of: total } });
}
