import { createHash } from "node:crypto";
import type { ImportReading } from "../../contract/methods/by-hand.ts";
import type { Said } from "../../contract/values.ts";
import { foldText } from "../../domain/text/fold.ts";
import { guessDayOrder } from "../../domain/imports/read-date.ts";
import { readRow } from "../../domain/imports/read-row.ts";
import type { ImportedRow, ReadRow } from "../../domain/imports/read-row.ts";
import { recogniseColumns } from "../../domain/imports/recognise-columns.ts";
import { canonicalUrl } from "../../domain/stories/canonical-url.ts";
import { safeText } from "../../domain/text/safe-text.ts";
import { decodeText } from "./decode-text.ts";
import { findDelimiter, readRecords } from "./read-records.ts";
import type { Delimiter } from "./read-records.ts";

export type OpenedFile = {
  readonly text: string;
  readonly encoding: string;
  readonly delimiter: Delimiter;
  readonly headings: readonly string[];
  /** The line of the headings: some tools write a report's name above them. */
  readonly headingLine: number;
  /** What the headings and the first dates say of how to read it. */
  readonly guessed: ImportReading;
};

const searchedForHeadings = 20;
const shownHeadings = 500;
const sampledDates = 200;

/** Opens an exported file: its encoding, delimiter and headings, and how it would be read. */
export async function openFile(bytes: Uint8Array, timeZone: string): Promise<OpenedFile> {
  const { text, encoding } = decodeText(bytes);
  const delimiter = await findDelimiter(text);
  const first: { readonly line: number; readonly cells: readonly string[] }[] = [];
  for await (const { line, cells } of readRecords(text, delimiter)) {
    if (cells) first.push({ line, cells });
    if (first.length === sampledDates) break;
  }
  const knows = (cells: readonly string[]) => Object.keys(recogniseColumns(cells)).length;
  const near = first.slice(0, searchedForHeadings);
  const heading = near.find(({ cells }) => isHeading(cells)) ?? near.find(({ cells }) => knows(cells) > 1) ?? near[0];
  const headings = (heading?.cells ?? []).slice(0, shownHeadings).map((cell) => safeText(cell).trim().slice(0, 200));
  const columns = recogniseColumns(headings);
  const dates = first.flatMap(({ cells }) => (columns.date === undefined ? [] : (cells[columns.date] ?? [])));
  const guessed: ImportReading = { columns, timeZone, dayOrder: guessDayOrder(dates, "day-first") };
  return { text, encoding, delimiter, headings, headingLine: heading?.line ?? 0, guessed };
}

function isHeading(cells: readonly string[]): boolean {
  const { date, text, title } = recogniseColumns(cells);
  return date !== undefined && (text !== undefined || title !== undefined);
}

/** Why a file cannot be read at all, or null: nothing in it, no column of dates, none of words. */
export function findFileFault({ headings }: OpenedFile, { columns }: ImportReading): Said | null {
  if (headings.length === 0) return { code: "import.fault.empty", params: {} };
  if (columns.date === undefined) return { code: "import.fault.noDate", params: {} };
  if (columns.text === undefined && columns.title === undefined) return { code: "import.fault.noWords", params: {} };
  return null;
}

export type FileRow = { readonly row: number; readonly line: number; readonly read: ReadRow };

/** The rows under the headings, in order; row numbers count from 1. */
export async function* rowsOf(file: OpenedFile, reading: ImportReading, now: number): AsyncGenerator<FileRow> {
  const context = { reading, width: file.headings.length, now, clean: safeText };
  let row = 0;
  for await (const { line, cells } of readRecords(file.text, file.delimiter)) {
    if (line <= file.headingLine) continue;
    // A row of nothing but delimiters is an empty line of a spreadsheet.
    if (cells?.every((cell) => cell.trim() === "")) continue;
    row += 1;
    const read = cells ? readRow(cells, context) : { problem: { code: "import.problem.quoteOpen", params: {} } };
    yield { row, line, read };
  }
}

/** What a row is known by in every import: its address, who wrote it and what it says; without an address also when. */
export function rowKey({ url, author, handle, title, text, publishedAt }: ImportedRow): string {
  const address = url === null ? null : canonicalUrl(url);
  const parts = [
    address ?? String(publishedAt),
    foldText(handle ?? author ?? ""),
    foldText(title ?? ""),
    foldText(text).replace(/\s+/g, " "),
  ];
  return `import:${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 40)}`;
}
