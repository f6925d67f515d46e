import { chainedCsvRow, chainedJsonRow } from "../../domain/exports/chained-rows.ts";
import type { Chain } from "../../domain/exports/chained-rows.ts";
import { csvLine } from "../../domain/exports/csv.ts";
import type { Sheet } from "./dataset.ts";

export type RowsOut = {
  readonly write: (bytes: Uint8Array | string) => Promise<void>;
  readonly signal: AbortSignal;
  /** So many rows more are written. */
  readonly wrote: (rows: number) => void;
};

/** RFC 4180 with a byte order mark, so that spreadsheets read UTF-8; each row ends with its hash. */
export async function writeCsvRows(sheet: Sheet, chain: Chain, out: RowsOut): Promise<void> {
  await out.write(`\uFEFF${csvLine([...sheet.columns.map(({ name }) => name), "hash"])}`);
  for await (const page of sheet.pages()) {
    out.signal.throwIfAborted();
    await out.write(page.map(({ cells }) => chainedCsvRow(chain, cells)).join(""));
    out.wrote(page.length);
    await new Promise(setImmediate);
  }
}

/** A JSON array, one row a line; unknown is null; each object ends with its hash. */
export async function writeJsonRows(sheet: Sheet, chain: Chain, out: RowsOut): Promise<void> {
  let between = "[\n";
  for await (const page of sheet.pages()) {
    out.signal.throwIfAborted();
    const rows = page.map(({ cells, object }) =>
      chainedJsonRow(
        chain,
        object ?? Object.fromEntries(sheet.columns.map(({ name }, at) => [name, cells[at] ?? null])),
      ),
    );
    if (rows.length > 0) {
      await out.write(`${between}${rows.join(",\n")}`);
      between = ",\n";
    }
    out.wrote(page.length);
    await new Promise(setImmediate);
  }
  await out.write(between === "[\n" ? "[]\n" : "\n]\n");
}
