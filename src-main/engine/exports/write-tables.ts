import { bytesOfCells } from "../../domain/exports/chained-rows.ts";
import type { Chain } from "../../domain/exports/chained-rows.ts";
import type { Cell, DocumentHead, Table, TableWriter } from "../../ports/table-writer.ts";
import type { Sheet } from "./dataset.ts";
import { deskTime } from "./desk-time.ts";
import type { RowsOut } from "./write-rows.ts";

/** What a spreadsheet can hold in one cell; what is longer is cut there and ends with an ellipsis. */
const longestCell = 32_767;

type Content = { readonly head: DocumentHead; readonly sheets: readonly Sheet[]; readonly chain: Chain };
type Printed = Content & { readonly timeZone: string };

/** A workbook: one chain through all its sheets, each row with its hash in the last column. */
export async function writeWorkbook(write: TableWriter, { head, sheets, chain }: Content, out: RowsOut): Promise<void> {
  const tables = sheets.map((sheet): Table => {
    async function* rows(): AsyncGenerator<readonly Cell[], void, void> {
      for await (const cells of rowsOf(sheet, out)) {
        const fitting = cells.map(fitted);
        yield [...fitting, chain.next(bytesOfCells(fitting))];
      }
    }
    const hash = { name: "hash", means: "" };
    return { name: sheet.name, columns: [...sheet.columns, hash], rows: rows() };
  });
  await write(head, tables, out);
}

/** A printed document: the columns worth their paper, instants by the desk's clock; its chain is of all columns, as in the other forms. */
export async function writePrinted(
  write: TableWriter,
  { head, sheets, chain, timeZone }: Printed,
  out: RowsOut,
): Promise<void> {
  const { sayCell } = deskTime(timeZone);
  const tables = sheets.map((sheet): Table => {
    const places = (sheet.printed ?? sheet.columns.map(({ name }) => ({ name, share: 1 }))).map(({ name, share }) => ({
      share,
      at: sheet.columns.findIndex((column) => column.name === name),
    }));
    async function* rows(): AsyncGenerator<readonly Cell[], void, void> {
      for await (const cells of rowsOf(sheet, out)) {
        chain.next(bytesOfCells(cells));
        yield places.map(({ at }) => sayCell(cells[at] ?? null));
      }
    }
    const columns = places.flatMap(({ at, share }) => {
      const column = sheet.columns[at];
      return column ? [{ ...column, share }] : [];
    });
    return { name: sheet.name, columns, rows: rows() };
  });
  await write(head, tables, out);
}

async function* rowsOf(sheet: Sheet, out: RowsOut): AsyncGenerator<readonly Cell[], void, void> {
  for await (const page of sheet.pages()) {
    out.signal.throwIfAborted();
    for (const { cells } of page) yield cells;
    out.wrote(page.length);
    await new Promise(setImmediate);
  }
}

function fitted(cell: Cell): Cell {
  if (typeof cell !== "string") return cell;
  const clean = cell.toWellFormed();
  return clean.length <= longestCell ? clean : `${clean.slice(0, longestCell - 1).toWellFormed()}…`;
}
