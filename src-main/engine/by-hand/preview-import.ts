import type { Parsed } from "../../contract/methods.ts";
import { importBytes } from "../../contract/methods/by-hand.ts";
import type { ImportPreview, ImportReading } from "../../contract/methods/by-hand.ts";
import { Refusal } from "../../contract/refusal.ts";
import { isTimeZone } from "../../domain/calendar/time-zone.ts";
import type { Parts } from "../parts.ts";
import type { Understanding } from "../sources/understanding.ts";
import type { Db } from "../store/open.ts";
import { readSettings } from "../store/setting.ts";
import type { Source } from "../store/source.ts";
import { readUpload } from "../store/upload.ts";
import { understandBrought } from "./make-item.ts";
import { findFileFault, openFile, rowsOf } from "./read-file.ts";
import type { FileRow, OpenedFile } from "./read-file.ts";
import { sortRows } from "./sort-rows.ts";
import type { SoundRow } from "./sort-rows.ts";

export type ByHandParts = Parts & { readonly understandings: (db: Db) => Promise<Understanding> };

const shownRows = 10;
const shownProblems = 100;
export const sliceRows = 200;

/** The bytes of an upload. Refusals: file-gone, file-too-large { megabytes }. */
export async function readFileBytes(db: Db, uploadId: string): Promise<Buffer> {
  const bytes = await readUpload(db, uploadId);
  if (!bytes) throw new Refusal("file-gone");
  if (bytes.length > importBytes) throw new Refusal("file-too-large", { megabytes: importBytes / 1_000_000 });
  return bytes;
}

/** What an import would do with every row of the file, and how the first ones would be stored. */
export async function previewImport(
  { store, clock, understandings }: ByHandParts,
  { uploadId, reading: asked }: Parsed<"imports.preview">,
): Promise<ImportPreview> {
  const { settings } = await readSettings(store.read);
  const file = await openFile(await readFileBytes(store.read, uploadId), settings.calendar.timeZone);
  const reading = asked ?? file.guessed;
  const { encoding, delimiter } = file;
  const found = { headings: [...file.headings], delimiter, encoding, reading };
  const fault = findReadingFault(file, reading);
  const counts = { total: 0, new: 0, known: 0, twice: 0, problem: 0 };
  const first: SoundRow[] = [];
  const problems: ImportPreview["problems"] = [];
  if (!fault) {
    const seen = new Set<string>();
    for await (const slice of slicesOf(rowsOf(file, reading, clock.now()))) {
      for (const row of await sortRows(store.read, slice, seen)) {
        counts.total += 1;
        counts[row.state] += 1;
        if (row.state !== "problem" && first.length < shownRows) first.push(row);
        if (row.state === "problem" && problems.length < shownProblems)
          problems.push({ row: row.row, line: row.line, says: row.says });
      }
    }
  }
  const understanding = await understandings(store.read);
  return {
    ...found,
    fault,
    counts: {
      total: counts.total,
      stored: counts.new,
      known: counts.known,
      twice: counts.twice,
      problems: counts.problem,
    },
    rows: first.map((row) => shownRow(understanding, row)),
    problems,
  };
}

export function findReadingFault(file: OpenedFile, reading: ImportReading): ImportPreview["fault"] {
  if (!isTimeZone(reading.timeZone)) return { code: "import.fault.timeZone", params: { zone: reading.timeZone } };
  return findFileFault(file, reading);
}

/** Rows in slices of what one transaction stores. */
export async function* slicesOf(rows: AsyncIterable<FileRow>): AsyncGenerator<readonly FileRow[]> {
  let slice: FileRow[] = [];
  for await (const row of rows) {
    slice.push(row);
    if (slice.length < sliceRows) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}

/** A source that does not exist yet: rules that name sources cannot name it. */
const future = { name: "", id: "" } as Source;

function shownRow(
  understanding: Understanding,
  { row, line, state, imported }: SoundRow,
): ImportPreview["rows"][number] {
  const understood = understandBrought(understanding, future, imported);
  return {
    ...{ row, line, state, ...imported },
    lang: understood.lang,
    sentiment: understood.slot,
    bucket: understanding.route(understood).bucket,
    matches: understood.hits.length > 0,
  };
}
