import { createHash } from "node:crypto";
import type { ImportReading } from "../../contract/methods/by-hand.ts";
import { runEngineAct } from "../commands.ts";
import type { Act } from "../commands.ts";
import { addMentions } from "../mentions/add-mentions.ts";
import type { Understanding, Understood } from "../sources/understanding.ts";
import { addImportCounts, endJob, importById, importOfJob, insertProblems } from "../store/import.ts";
import type { Import } from "../store/import.ts";
import { insertItems, nextItemRow } from "../store/item.ts";
import { nextJob, saveJob } from "../store/job.ts";
import { sourceByRow } from "../store/source-by-row.ts";
import type { Source } from "../store/source.ts";
import { deleteUpload } from "../store/upload.ts";
import { makeItem, understandBrought } from "./make-item.ts";
import { readFileBytes, slicesOf } from "./preview-import.ts";
import type { ByHandParts } from "./preview-import.ts";
import { openFile, rowsOf } from "./read-file.ts";
import type { FileRow } from "./read-file.ts";
import { sortRows } from "./sort-rows.ts";
import type { SortedRow, SoundRow } from "./sort-rows.ts";

export const importKind = "import";

export type Importer = {
  /** Begins, or goes on with, what is asked for. */
  readonly soon: () => void;
  /** Resolves when nothing is asked for. */
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/**
 * Works through imports, one after the other, in slices of 200 rows, each in a transaction of its own; a stopped engine
 * goes on at the row where it was.
 */
export function createImporter(parts: ByHandParts): Importer {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  async function work(): Promise<void> {
    for (;;) {
      const job = stopped ? null : await nextJob(parts.store.read, importKind);
      const found = job && (await importOfJob(parts.store.read, job.rowId));
      if (!found) return;
      try {
        await workThrough(parts, found, () => stopped);
      } catch (cause) {
        parts.log.error("import.failed", { import: found.id, error: String(cause) });
        await fail(parts, found);
      }
    }
  }

  return {
    soon: () => {
      running = running.then(work).catch((cause: unknown) => parts.log.error("import.broke", { error: String(cause) }));
    },
    idle: () => running,
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

/** An import that broke must not stand in the way of the next one, and says that it failed. */
async function fail(parts: ByHandParts, found: Import): Promise<void> {
  await runEngineAct(parts, { topics: ["sources"] }, async (act) => {
    await endJob(act.trx, { rowId: found.jobRowId, state: "failed", at: act.at });
    await deleteUpload(act.trx, found.uploadId);
    await act.record({ kind: "import.failed", subjectId: found.id, payload: { name: found.name } });
  });
}

async function workThrough(parts: ByHandParts, found: Import, isStopped: () => boolean): Promise<void> {
  // Written by runImport only.
  const reading = JSON.parse(found.reading) as ImportReading;
  const file = await openFile(await readFileBytes(parts.store.read, found.uploadId), reading.timeZone);
  const seen = new Set<string>();
  // Dates are judged as of the moment when the import began, however often it is interrupted.
  for await (const slice of slicesOf(rowsOf(file, reading, found.at))) {
    if (isStopped()) return;
    if ((slice.at(-1)?.row ?? 0) <= found.done) await sortRows(parts.store.read, slice, seen);
    else if (!(await storeSlice(parts, { importId: found.id, slice, seen }))) return;
  }
  if (found.total === 0) await endEmpty(parts, found);
}

type Slice = { readonly importId: string; readonly slice: readonly FileRow[]; readonly seen: Set<string> };
type Ready = { readonly by: Understanding; readonly of: ReadonlyMap<string, Understood> };

const understoodAtOnce = 20;

/** Stores one slice; false when the import was cancelled meanwhile. */
async function storeSlice(parts: ByHandParts, { importId, slice, seen }: Slice): Promise<boolean> {
  const ready = await understandSlice(parts, { importId, slice, seen: new Set(seen) });
  const stored = await runEngineAct(parts, { topics: [] }, async (act) => {
    const now = await importById(act.trx, importId);
    const source = now && (await sourceByRow(act.trx, now.sourceRowId));
    if (!now || !source || now.endedAt !== null) return null;
    const sorted = await sortRows(act.trx, slice, seen);
    const fresh = sorted.filter((row): row is SoundRow => row.state === "new");
    const mentions = await storeRows(act, { parts, source, fresh, ready });
    const count = (state: SortedRow["state"]) => sorted.filter((row) => row.state === state).length;
    const counts = { stored: fresh.length, mentions, known: count("known"), twice: count("twice") };
    await addImportCounts(act.trx, now.rowId, { ...counts, problems: count("problem") });
    await insertProblems(
      act.trx,
      now.rowId,
      sorted.flatMap((row) => (row.state === "problem" ? [{ row: row.row, line: row.line, says: row.says }] : [])),
    );
    const done = now.done + slice.length;
    const ended = done >= now.total ? act.at : null;
    await saveJob(act.trx, { rowId: now.jobRowId, input: "{}", done, ended });
    if (ended !== null) await recordEnd(act, { ...now, stored: now.stored + fresh.length });
    return { mentions };
  });
  if (stored === null) return false;
  parts.changed("sources");
  if (stored.mentions > 0) parts.changed("triage", "watches", "wallboard", "status");
  await new Promise(setImmediate);
  return true;
}

/** Understands the new rows before their transaction, a few at a time, so that people's requests get their turn. */
async function understandSlice(parts: ByHandParts, { importId, slice, seen }: Slice): Promise<Ready> {
  const by = await parts.understandings(parts.store.read);
  const now = await importById(parts.store.read, importId);
  const source = now && (await sourceByRow(parts.store.read, now.sourceRowId));
  const of = new Map<string, Understood>();
  if (!source) return { by, of };
  for (const row of await sortRows(parts.store.read, slice, seen)) {
    if (row.state !== "new") continue;
    of.set(row.key, understandBrought(by, source, row.imported));
    if (of.size % understoodAtOnce === 0) await new Promise(setImmediate);
  }
  return { by, of };
}

type Storing = {
  readonly parts: ByHandParts;
  readonly source: Source;
  readonly fresh: readonly SoundRow[];
  readonly ready: Ready;
};

/** Stores new rows, oldest first, as a backfill with one event; answers how many of them count. */
async function storeRows(act: Act, { parts, source, fresh, ready }: Storing): Promise<number> {
  if (fresh.length === 0) return 0;
  const understanding = await parts.understandings(act.trx);
  const prepared = ready.by === understanding ? ready.of : null;
  const ordered = fresh.toSorted((a, b) => a.imported.publishedAt - b.imported.publishedAt);
  let rowId = await nextItemRow(act.trx);
  const candidates = ordered.map(({ imported: brought, key }) => {
    const understood = prepared?.get(key) ?? understandBrought(understanding, source, brought);
    const making = { source, brought, understood, key, backfill: true, at: act.at };
    return { item: makeItem(making, { rowId: rowId++, id: act.newId() }), understood };
  });
  const items = candidates.map(({ item }) => item);
  await insertItems(act.trx, items);
  const counting = candidates.filter(({ understood }) => source.everything || understood.hits.length > 0);
  const added = await addMentions(act, understanding, counting);
  const digest = createHash("sha256");
  for (const item of items) digest.update(`${item.id} ${item.contentHash}\n`);
  await act.record({
    kind: "ingest.stored",
    subjectId: act.batchId,
    payload: {
      ...{ source: source.id, sourceName: source.name, items: items.length, edited: 0, ...added, backfill: true },
      ...{ from: items[0]?.id ?? null, to: items.at(-1)?.id ?? null, digest: digest.digest("hex") },
    },
  });
  return added.mentions;
}

async function recordEnd(act: Act, { id, name, stored, total, uploadId }: Import): Promise<void> {
  await deleteUpload(act.trx, uploadId);
  await act.record({ kind: "import.done", subjectId: id, payload: { name, stored, of: total } });
}

async function endEmpty(parts: ByHandParts, found: Import): Promise<void> {
  await runEngineAct(parts, { topics: ["sources"] }, async (act) => {
    await saveJob(act.trx, { rowId: found.jobRowId, input: "{}", done: 0, ended: act.at });
    await recordEnd(act, found);
  });
}
