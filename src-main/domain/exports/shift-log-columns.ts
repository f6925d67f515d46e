import type { ShiftLine } from "../../contract/methods/shifts.ts";
import type { CsvCell } from "./csv.ts";

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The order is that of the file (decisions.md, "Shapes"); what they mean stands in the catalogue under `export.column.shift_log`. */
const cells = {
  seq: (line) => line.seq,
  at: (line) => iso(line.at),
  shift: (line) => line.shift,
  kind: (line) => line.kind,
  case: (line) => line.case,
  contact: (line) => line.contact,
  source: (line) => line.source,
  bucket: (line) => line.bucket,
  sentiment: (line) => line.sentiment,
  what: (line) => line.what,
  who: (line) => line.who,
  approved_by: (line) => line.approvedBy,
  url: (line) => line.url,
  reply_url: (line) => line.replyUrl,
  due_at: (line) => iso(line.dueAt),
  breached: (line) => line.breached,
} as const satisfies Record<string, (line: ShiftLine) => CsvCell>;

/** The columns of the shift log without the hash, in order. */
export const shiftLogColumns = Object.keys(cells);

/** The cells of a line, a cell for each column. */
export function shiftLogCells(line: ShiftLine): readonly CsvCell[] {
  return Object.values(cells).map((cell) => cell(line));
}
