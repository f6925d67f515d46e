import type { ScriptContent } from "../../contract/methods/playbook.ts";
import { csvLine, unguarded } from "../exports/csv.ts";
import { columns, toPlain } from "./plain-script.ts";
import type { Column, PlainScript } from "./plain-script.ts";

/** A playbook as CSV (RFC 4180), one script a row; nothing in it is run by a spreadsheet, and reading gives back every letter. */
export function writeCsv(scripts: readonly ScriptContent[]): string {
  const rows = scripts.map((script) => {
    const plain = toPlain(script);
    return csvLine(columns.map((column) => plain[column]));
  });
  return [csvLine(columns), ...rows].join("");
}

/** What other programs call the parts of a saved reply. */
const otherNames: Readonly<Record<string, Column>> = {
  ...{ title: "name", shortcode: "key", id: "key", category: "type", folder: "type", description: "when" },
  ...{ "when to use": "when", text: "public", body: "public", content: "public", message: "public", reply: "public" },
  ...{ "public reply": "public", "private message": "private", "holding answer": "holding", tags: "words" },
  ...{ synonyms: "words", keywords: "words", network: "networks", channel: "networks", team: "department" },
  ...{ locale: "language", "mention type": "type" },
};

/** Which column of a file holds which part; null for a column that no part is known for. */
export function readHeader(cells: readonly string[]): readonly (Column | null)[] {
  const taken = new Set<Column>();
  return cells.map((cell) => {
    const word = cell
      .replace(/^\uFEFF/, "")
      .trim()
      .toLowerCase();
    const column = columns.find((one) => one === word) ?? otherNames[word] ?? null;
    if (column === null || taken.has(column)) return null;
    taken.add(column);
    return column;
  });
}

/** A row by its header, with the apostrophes of guarded cells off. */
export function readRow(header: readonly (Column | null)[], cells: readonly string[]): Partial<PlainScript> {
  const pairs = header.flatMap((column, at): [Column, string][] => {
    const cell = cells[at] ?? "";
    return column === null ? [] : [[column, unguarded(cell)]];
  });
  return Object.fromEntries(pairs) as Partial<PlainScript>;
}
