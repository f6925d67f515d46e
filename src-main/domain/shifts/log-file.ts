import type { ShiftLine } from "../../contract/methods/shifts.ts";
import { nextHash } from "../exports/chain.ts";
import { csvLine } from "../exports/csv.ts";
import type { CsvCell } from "../exports/csv.ts";

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Column, cell and what the column means; the order is that of the file (decisions.md, "Shapes"). */
const columns: readonly {
  readonly name: string;
  readonly means: string;
  readonly cell: (line: ShiftLine) => CsvCell;
}[] = [
  { name: "seq", means: "number of the event in the desk's event log", cell: (line) => line.seq },
  { name: "at", means: "when, ISO 8601 UTC", cell: (line) => iso(line.at) },
  { name: "shift", means: "id of the shift that was open then", cell: (line) => line.shift },
  { name: "kind", means: "kind of the event", cell: (line) => line.kind },
  { name: "case", means: "id of the case", cell: (line) => line.case },
  { name: "contact", means: "who the case is with", cell: (line) => line.contact },
  { name: "source", means: "where the mention stood", cell: (line) => line.source },
  { name: "bucket", means: "analytics, pr, care or unsorted", cell: (line) => line.bucket },
  { name: "sentiment", means: "negative, neutral, positive or unsure", cell: (line) => line.sentiment },
  { name: "what", means: "what happened, in words", cell: (line) => line.what },
  { name: "who", means: "the person, or the desk itself", cell: (line) => line.who },
  { name: "approved_by", means: "who approved the reply", cell: (line) => line.approvedBy },
  { name: "url", means: "permalink of the mention", cell: (line) => line.url },
  { name: "reply_url", means: "permalink of our reply, its proof", cell: (line) => line.replyUrl },
  { name: "due_at", means: "response deadline by the desk's calendar, ISO 8601 UTC", cell: (line) => iso(line.dueAt) },
  {
    name: "breached",
    means: "whether the deadline had passed unanswered at that moment",
    cell: (line) => line.breached,
  },
];

export const logColumns: readonly { readonly name: string; readonly means: string }[] = [
  ...columns.map(({ name, means }) => ({ name, means })),
  { name: "hash", means: "SHA-256 of the hash before and this row without its hash" },
];

export type LogFile = { readonly content: string; readonly lastHash: string };

/** RFC 4180 with a byte order mark, so that spreadsheets read UTF-8; each row ends with its hash. */
export function logAsCsv(lines: readonly ShiftLine[], seed: string): LogFile {
  let hash = seed;
  const rows = lines.map((line) => {
    const bytes = csvLine(columns.map(({ cell }) => cell(line))).slice(0, -2);
    hash = nextHash(hash, bytes);
    return `${bytes},${hash}\r\n`;
  });
  return { content: `\uFEFF${csvLine(logColumns.map(({ name }) => name))}${rows.join("")}`, lastHash: hash };
}

/** A JSON array, one row a line; unknown is null; each object ends with its hash. */
export function logAsJson(lines: readonly ShiftLine[], seed: string): LogFile {
  let hash = seed;
  const rows = lines.map((line) => {
    const row = Object.fromEntries(columns.map(({ name, cell }) => [name, cell(line)]));
    hash = nextHash(hash, JSON.stringify(row));
    return JSON.stringify({ ...row, hash });
  });
  return { content: `[\n${rows.join(",\n")}\n]\n`, lastHash: hash };
}
