import type { Cell, TableColumn } from "../../ports/table-writer.ts";
import type { ScopeHours } from "./scope-hours.ts";

/** A row: a cell for each column and, where JSON says it in a richer shape, that shape. */
export type DatasetRow = { readonly cells: readonly Cell[]; readonly object?: Readonly<Record<string, unknown>> };

export type Sheet = {
  readonly name: string;
  /** Names and meanings, without the hash that each row ends with. */
  readonly columns: readonly TableColumn[];
  /** How many rows there will be. */
  readonly total: number;
  /** Page after page; each is read while the one before is written. */
  readonly pages: () => AsyncIterable<readonly DatasetRow[]>;
  /** The columns that are printed, with their share of the page's width; left out: all alike. */
  readonly printed?: readonly { readonly name: string; readonly share: number }[];
};

/** What a file is made of. */
export type Dataset = {
  /** Names of figures and columns that a reader wants explained, beside the columns. */
  readonly definitions: readonly { readonly name: string; readonly means: string }[];
  /** Calendars, exclusions and such, as they are said over the tables. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** On which hours its lengths of time run; left out where it has none. */
  readonly hours?: ScopeHours;
  /** The one table of a CSV or JSON file. */
  readonly flat: Sheet;
  /** The tables of a workbook or PDF. */
  readonly sheets: readonly Sheet[];
};

/** Rows that are known all at once, in pages that leave room for others. */
export async function* inPages(
  rows: readonly DatasetRow[],
  size = 500,
): AsyncGenerator<readonly DatasetRow[], void, void> {
  for (let from = 0; from < rows.length; from += size) {
    // oxlint-disable-next-line no-await-in-loop -- each page waits for its turn
    await new Promise(setImmediate);
    yield rows.slice(from, from + size);
  }
}
