import { nextHash } from "./chain.ts";
import { csvLine, guardedCells } from "./csv.ts";
import type { CsvCell } from "./csv.ts";

/** Gives each row its hash, in order; `last` is the hash of the newest, the seed before the first. */
export type Chain = { readonly next: (rowBytes: string) => string; readonly last: () => string };

export function startChain(seed: string): Chain {
  let hash = seed;
  return {
    next: (rowBytes) => (hash = nextHash(hash, rowBytes)),
    last: () => hash,
  };
}

/** What is hashed of a row of cells: its line of CSV without the line's end, whatever file it stands in. */
export function bytesOfCells(cells: readonly CsvCell[]): string {
  return csvLine(cells).slice(0, -2);
}

/** A row of a CSV file, its hash last. */
export function chainedCsvRow(chain: Chain, cells: readonly CsvCell[]): string {
  const bytes = bytesOfCells(guardedCells(cells));
  return `${bytes},${chain.next(bytes)}\r\n`;
}

/** A row of a JSON file on one line, its hash last. */
export function chainedJsonRow(chain: Chain, row: Readonly<Record<string, unknown>>): string {
  const bytes = JSON.stringify(row);
  const hash = chain.next(bytes);
  return bytes === "{}" ? `{"hash":"${hash}"}` : `${bytes.slice(0, -1)},"hash":"${hash}"}`;
}
