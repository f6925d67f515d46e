import type { Cell } from "../../ports/table-writer.ts";

const heading = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";

/** Styles of cells: 0 as it is, 1 a heading, 2 text that wraps, 3 text (format "@", so that typing over it stays text). */
export const style = { plain: 0, heading: 1, wrapped: 2, text: 3 } as const;

// What XML cannot carry, and what reads like such an escape, is written as _xHHHH_ (ECMA-376 part 1, 22.9.2.19).
const unsafe = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g;

export function escapeText(text: string): string {
  return text
    .replaceAll(unsafe, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/**
 * A row by its number from 1 on. Text is an inline string: never a formula, never read as a number or a date. So are true and
 * false: LibreOffice makes the formula TRUE() of a boolean cell, and shows it in its reader's language.
 */
export function rowXml(number: number, cells: readonly Cell[], textStyle: number = style.text): string {
  return `<row r="${number}">${cells.map((cell, at) => cellXml(`${columnLetters(at)}${number}`, cell, textStyle)).join("")}</row>`;
}

function cellXml(place: string, cell: Cell, textStyle: number): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? `<c r="${place}"><v>${String(cell)}</v></c>` : "";
  return `<c r="${place}" s="${textStyle}" t="inlineStr"><is><t xml:space="preserve">${escapeText(String(cell))}</t></is></c>`;
}

/** 0 = A, 25 = Z, 26 = AA. */
function columnLetters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : `${columnLetters(Math.floor(at / 26) - 1)}${last}`;
}

/** What stands before the rows; `frozen` rows stay when the others move. */
export function sheetStart({
  widths,
  frozen,
}: {
  readonly widths: readonly number[];
  readonly frozen: number;
}): string {
  const pane =
    frozen === 0
      ? ""
      : `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>`;
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  return (
    `${heading}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>` +
    `<cols>${columns.join("")}</cols><sheetData>`
  );
}

export const sheetEnd = "</sheetData></worksheet>";

export const stylesXml =
  `${heading}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

export function workbookXml(names: readonly string[]): string {
  const sheets = names.map((name, at) => `<sheet name="${escapeText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  return `${heading}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.join("")}</sheets></workbook>`;
}

export function workbookRelations(count: number): string {
  const sheets = Array.from(
    { length: count },
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const styles = `<Relationship Id="rId${count + 1}" Type="${relations}/styles" Target="styles.xml"/>`;
  return `${heading}<Relationships xmlns="${packages}/relationships">${sheets.join("")}${styles}</Relationships>`;
}

export const packageRelations =
  `${heading}<Relationships xmlns="${packages}/relationships">` +
  `<Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

export function contentTypes(count: number): string {
  const office = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const part = (name: string, type: string) => `<Override PartName="${name}" ContentType="${office}.${type}+xml"/>`;
  const sheets = Array.from({ length: count }, (_, at) => part(`/xl/worksheets/sheet${at + 1}.xml`, "worksheet"));
  return (
    `${heading}<Types xmlns="${packages}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `${part("/xl/workbook.xml", "sheet.main")}${part("/xl/styles.xml", "styles")}${sheets.join("")}</Types>`
  );
}
