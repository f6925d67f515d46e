import { join } from "node:path";
import type { Cell, DocumentHead, Table, TableWriter } from "../../ports/table-writer.ts";
import { openPages } from "./pdf-pages.ts";
import type { Pages } from "./pdf-pages.ts";
import { breakLines, inGlyphsOf } from "./text-lines.ts";
import type { Line } from "./text-lines.ts";

const size = { title: 16, text: 9, cell: 7.5 };
const gap = { cell: 4, row: 2.5 };

type Column = { readonly name: string; readonly x: number; readonly width: number };

/**
 * A printed document (PDF, A4 across): title and facts, the tables with their heading on every page, what the words mean. Long
 * text goes on in the next line, and over the page; what the font (DejaVu) lacks is shown as □ and counted at the end.
 */
export function createPdfWriter({ fontsFolder }: { readonly fontsFolder: string }): TableWriter {
  return async (head, tables, { write, signal }) => {
    const pages = await openPages({
      fonts: {
        plain: join(fontsFolder, "DejaVuSansCondensed.ttf"),
        bold: join(fontsFolder, "DejaVuSansCondensed-Bold.ttf"),
      },
      title: head.title,
      foot: (page) => `${head.title}   ${head.words.page(page)}`,
      write,
    });
    const paper = { pages, lacking: 0 };
    await writeHead(paper, head);
    for (const table of tables) await writeTable(paper, table, { isOnly: tables.length === 1, signal });
    await writeFoot(paper, head);
    await pages.end();
  };
}

type Paper = { readonly pages: Pages; lacking: number };

async function writeHead(paper: Paper, head: DocumentHead): Promise<void> {
  await paragraph(paper, head.title, { bold: true, size: size.title });
  for (const { name, value } of head.facts) await paragraph(paper, `${name}: ${value}`, { size: size.text });
  paper.pages.down(8);
}

async function writeFoot(paper: Paper, head: DocumentHead): Promise<void> {
  paper.pages.down(8);
  for (const line of head.foot()) await paragraph(paper, line, { size: size.text });
  paper.pages.down(8);
  await paragraph(paper, head.words.definitions, { bold: true, size: size.text + 2 });
  for (const { name, means } of head.definitions)
    await paragraph(paper, `${heading(name)}: ${means}`, { size: size.text });
  if (paper.lacking === 0) return;
  paper.pages.down(8);
  await paragraph(paper, head.words.lacking(paper.lacking), { size: size.text });
}

type TextLook = { readonly size: number; readonly bold?: boolean };

async function paragraph(paper: Paper, text: string, look: TextLook): Promise<void> {
  const { pages } = paper;
  for (const line of linesOf(paper, text, { ...look, width: pages.width })) {
    await pages.room(look.size * 1.4);
    pages.text(line, { x: pages.left, width: pages.width, ...look });
    pages.down(look.size * 1.4);
  }
}

async function writeTable(
  paper: Paper,
  table: Table,
  { isOnly, signal }: { readonly isOnly: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const { pages } = paper;
  const columns = columnsOf(pages, table);
  if (!isOnly) {
    pages.down(10);
    await pages.room(80);
    await paragraph(paper, table.name, { bold: true, size: size.text + 1 });
  }
  const writeHeading = () => {
    const cells = columns.map(({ name, width }) =>
      linesOf(paper, heading(name), { size: size.cell, bold: true, width }),
    );
    const height = Math.max(...cells.map((lines) => lines.length)) * size.cell * 1.25;
    paintCells(pages, { columns, cells, bold: true, isNumber: columns.map(() => false) });
    pages.down(height + gap.row);
    pages.rule("strong");
    pages.down(gap.row);
  };
  await pages.room(60);
  pages.onNewPage(writeHeading);
  writeHeading();
  for await (const row of table.rows) {
    signal.throwIfAborted();
    await writeRow(paper, columns, row);
  }
  pages.onNewPage(null);
}

/** A row is broken where the page ends; a short one goes over whole. */
async function writeRow(paper: Paper, columns: readonly Column[], row: readonly Cell[]): Promise<void> {
  const { pages } = paper;
  const lineHeight = size.cell * 1.25;
  const cells = columns.map(({ width }, at) => linesOf(paper, textOf(row[at] ?? null), { size: size.cell, width }));
  const isNumber = columns.map((_, at) => typeof row[at] === "number");
  const rows = Math.max(1, ...cells.map((lines) => lines.length));
  await pages.room(Math.min(rows, 8) * lineHeight + gap.row);
  for (let from = 0; from < rows;) {
    if (from > 0) await pages.room(lineHeight + gap.row);
    const fitting = Math.max(1, Math.floor((pages.remaining() - gap.row) / lineHeight));
    const part = cells.map((lines) => lines.slice(from, from + fitting));
    paintCells(pages, { columns, cells: part, bold: false, isNumber });
    pages.down(Math.min(fitting, rows - from) * lineHeight);
    from += fitting;
  }
  pages.down(gap.row / 2);
  pages.rule("faint");
  pages.down(gap.row / 2);
}

type Painted = {
  readonly columns: readonly Column[];
  readonly cells: readonly (readonly Line[])[];
  readonly bold: boolean;
  readonly isNumber: readonly boolean[];
};

function paintCells(pages: Pages, { columns, cells, bold, isNumber }: Painted): void {
  for (const [at, { x, width }] of columns.entries())
    for (const [number, line] of (cells[at] ?? []).entries())
      pages.text(
        { ...line, isRightToLeft: line.isRightToLeft || isNumber[at] === true },
        { x, width, size: size.cell, bold, below: number * size.cell * 1.25 },
      );
}

function linesOf(
  paper: Paper,
  text: string,
  { width, size: points, bold = false }: TextLook & { readonly width: number },
): readonly Line[] {
  const font = paper.pages.font(bold);
  const shown = inGlyphsOf(font, text);
  paper.lacking += shown.lacking;
  return breakLines(font, shown.text, (width * 1000) / points);
}

function columnsOf({ left, width }: Pages, { columns }: Table): readonly Column[] {
  const shares = columns.reduce((sum, { share = 1 }) => sum + share, 0);
  let x = left;
  return columns.map(({ name, share = 1 }) => {
    const place = { name, x, width: (width * share) / shares - gap.cell };
    x += (width * share) / shares;
    return place;
  });
}

const textOf = (cell: Cell): string => (cell === null ? "" : String(cell));

/** "due_at" is "Due at". */
function heading(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
