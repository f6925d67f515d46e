/** What a cell may hold; null is an empty cell, never "null" or 0. */
export type CsvCell = string | number | boolean | null;

/** Characters that make a spreadsheet read a cell as a formula (OWASP "CSV injection"), full-width forms included. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
/** A plain number such as -12.5 is no formula. */
const plainNumber = /^[+-]?\d+([.,]\d+)?$/;

/**
 * One line of RFC 4180 with its CRLF. Text that a spreadsheet would run as a formula gets a leading apostrophe
 * (OWASP "CSV injection"), also when it stands after spaces; `unguarded` takes it off again.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** Whether a spreadsheet would run this text, so that it is written behind an apostrophe. */
export function isFormula(cell: string): boolean {
  return (formulaStart.test(cell) || formulaStart.test(cell.trimStart())) && !plainNumber.test(cell);
}

/**
 * The text of a cell as it was before it was written: one apostrophe is taken off where the writer put one. Text that had
 * apostrophes before a formula by itself got one more, so every text comes back: `unguarded(guarded(text)) === text`.
 */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && isFormula(cell.replace(/^'+/, "")) ? cell.slice(1) : cell;
}

/**
 * Where a spreadsheet of another language looks for cells inside of a text: it takes the semicolon for the end of a cell, and
 * then a quote that is not at the cell's beginning for a letter, so that line ends count as well.
 */
const insideStarts = /(?<=[;\t\r\n])/;
const insideFormula = /^['"\s]*[=+\-@＝＋－＠]/;

/** A text of which no part becomes a formula where it is read with other separators; for files that leave the desk. */
export function guardedInside(text: string): string {
  return eachInside(text, (part) => (insideFormula.test(part) ? `'${part}` : part));
}

/** The cells of a row, its texts guarded inside. */
export function guardedCells(cells: readonly CsvCell[]): readonly CsvCell[] {
  return cells.map((cell) => (typeof cell === "string" ? guardedInside(cell) : cell));
}

/** `unguardedInside(guardedInside(text)) === text`. */
export function unguardedInside(text: string): string {
  return eachInside(text, (part) => (part.startsWith("'") && insideFormula.test(part) ? part.slice(1) : part));
}

function eachInside(text: string, change: (part: string) => string): string {
  const [first = "", ...parts] = text.split(insideStarts);
  return parts.length === 0 ? text : [first, ...parts.map(change)].join("");
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const written = isFormula(cell.replace(/^'+/, "")) ? `'${cell}` : cell;
  return /[",\r\n;\t']/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
}
