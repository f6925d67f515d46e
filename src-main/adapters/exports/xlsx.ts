import type { DocumentHead, Table, TableWriter } from "../../ports/table-writer.ts";
import {
  contentTypes,
  packageRelations,
  rowXml,
  sheetEnd,
  sheetStart,
  style,
  stylesXml,
  workbookRelations,
  workbookXml,
} from "./sheet-xml.ts";
import { startZip } from "./zip-stream.ts";

/** What a sheet can hold, its heading included; further rows go on in another sheet. */
const mostRows = 1_048_576;
const pieceRows = 100;

/**
 * An Excel workbook (ECMA-376): a small sheet that says what the file is and what its words mean, then a sheet for each table
 * with its heading frozen. Texts are texts, instants are ISO texts: no cell is a formula, and none changes with the reader's
 * language or time zone. Written row by row.
 */
export const writeXlsx: TableWriter = async (head, tables, { write, signal }) => {
  const zip = startZip(write);
  const names: string[] = [head.words.about];
  for (const table of tables) {
    const rows = table.rows[Symbol.asyncIterator]();
    for (let part = 1, isMore = true; isMore; part += 1) {
      const name = sheetName(part === 1 ? table.name : `${table.name} ${part}`, names);
      names.push(name);
      const state = { isMore: false };
      await zip.add(`xl/worksheets/sheet${names.length}.xml`, sheetPieces(table, { rows, state, signal }));
      isMore = state.isMore;
    }
  }
  // Last, though it is the first sheet: only now is known how many rows there are.
  await zip.add("xl/worksheets/sheet1.xml", aboutPieces(head));
  await zip.add("xl/styles.xml", [stylesXml]);
  await zip.add("xl/workbook.xml", [workbookXml(names.map((name, at) => (at === 0 ? sheetName(name, []) : name)))]);
  await zip.add("xl/_rels/workbook.xml.rels", [workbookRelations(names.length)]);
  await zip.add("_rels/.rels", [packageRelations]);
  await zip.add("[Content_Types].xml", [contentTypes(names.length)]);
  await zip.end();
};

type Reading = {
  readonly rows: AsyncIterator<Parameters<typeof rowXml>[1]>;
  readonly state: { isMore: boolean };
  readonly signal: AbortSignal;
};

async function* sheetPieces({ columns }: Table, { rows, state, signal }: Reading): AsyncGenerator<string, void, void> {
  yield sheetStart({ widths: columns.map(({ name, share }) => widthOf(name, share)), frozen: 1 });
  let pieces = [
    rowXml(
      1,
      columns.map(({ name }) => name),
      style.heading,
    ),
  ];
  for (let number = 2; ; number += 1) {
    if (number > mostRows) {
      state.isMore = true;
      break;
    }
    const { done, value } = await rows.next();
    if (done === true) break;
    pieces.push(rowXml(number, value));
    if (pieces.length < pieceRows) continue;
    signal.throwIfAborted();
    yield pieces.join("");
    pieces = [];
  }
  yield `${pieces.join("")}${sheetEnd}`;
}

function* aboutPieces(head: DocumentHead): Generator<string, void, void> {
  const rows: [text: readonly string[], style: number][] = [
    [[head.title], style.heading],
    ...head.facts.map(({ name, value }): [string[], number] => [[name, value], style.wrapped]),
    ...head.foot().map((line): [string[], number] => [[line], style.text]),
    [[], style.text],
    [[head.words.definitions], style.heading],
    ...head.definitions.map(({ name, means }): [string[], number] => [[name, means], style.wrapped]),
  ];
  yield sheetStart({ widths: [28, 100], frozen: 0 });
  for (const [index, [cells, cellStyle]] of rows.entries()) yield rowXml(index + 1, cells, cellStyle);
  yield sheetEnd;
}

/** In characters: ids and instants are 24 to 26 long. */
function widthOf(name: string, share: number | undefined): number {
  if (share !== undefined) return Math.max(10, Math.min(60, share * 2));
  if (name === "hash") return 66;
  if (name.endsWith("_at") || name === "at") return 25;
  return Math.max(12, Math.min(40, name.length + 4));
}

/** At most 31 characters, without those that Excel refuses, and no name twice. */
function sheetName(wanted: string, taken: readonly string[]): string {
  const plain =
    wanted
      .replaceAll(/[\\/?*[\]:]/g, " ")
      .replaceAll(/^'+|'+$/g, "")
      .slice(0, 31)
      .trim() || "-";
  const isTaken = (name: string) => taken.some((one) => one.toLowerCase() === name.toLowerCase());
  for (let number = 2, name = plain; ; number += 1) {
    if (!isTaken(name)) return name;
    name = `${plain.slice(0, 31 - 1 - String(number).length)} ${number}`;
  }
}
