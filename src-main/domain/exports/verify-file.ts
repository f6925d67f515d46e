import { createHash } from "node:crypto";
import type { Said } from "../../contract/values.ts";
import { nextHash } from "./chain.ts";
import type { ChainedLine } from "./chain.ts";
import { bytesOfCells } from "./chained-rows.ts";
import { csvCells, csvRecords } from "./read-csv.ts";
import type { Sidecar } from "./sidecar.ts";

/** A row with its hash, and where it stands: a line of the text, or a row of a sheet. */
export type PlacedRow = ChainedLine & { readonly place: Said };

/** What a file holds: the names over its columns, where it has such, and its rows. Null rows: they cannot be read back. */
export type ReadFile = { readonly columns: readonly string[] | null; readonly rows: readonly PlacedRow[] | null };

export type Verified = { readonly findings: readonly Said[]; readonly rows: number };

/** Findings are told one by one up to here: after the first, the rest may only follow from it. */
const mostFindings = 20;
/** Of fewer rows, all may have been changed one by one. */
const fewestRows = 3;
const said = (code: string, params: Said["params"] = {}): Said => ({ code: `export.verify.${code}`, params });
const hashLength = 64;

/**
 * Compares a file with its sidecar: every row's hash follows from the row before, the first from the event log's head, the last
 * is the sidecar's; the sidecar is as it was signed, by the key that is expected (null = not known).
 */
export function verifyFile({
  bytes,
  file,
  sidecar,
  expectedKey,
}: {
  readonly bytes: Uint8Array;
  readonly file: ReadFile;
  readonly sidecar: Sidecar;
  readonly expectedKey: string | null;
}): Verified {
  const rows = file.rows ?? [];
  const ofKey = [
    ...(sidecar.isAsSigned ? [] : [said("signature")]),
    ...(expectedKey === null || expectedKey === sidecar.publicKey ? [] : [said("otherKey")]),
  ];
  const ofRows = file.rows === null ? [] : sayAnew(rowFindings(rows, sidecar), { file, sidecar });
  const isSame = createHash("sha256").update(bytes).digest("hex") === sidecar.sha256;
  const ofFile = isSame || ofRows.length > 0 ? [] : [said(file.rows === null ? "bytes" : aroundRows(file, sidecar))];
  return { findings: [...ofKey, ...ofRows, ...ofFile], rows: file.rows === null ? sidecar.rows : rows.length };
}

function rowFindings(rows: readonly PlacedRow[], { head, lastHash, rows: expected }: Sidecar): readonly Said[] {
  const findings: Said[] = [];
  let previous = head.hash;
  for (const [index, { bytes, hash, place }] of rows.entries()) {
    if (nextHash(previous, bytes) !== hash) findings.push({ ...place, params: { ...place.params, row: index + 1 } });
    previous = hash;
    if (findings.length === mostFindings) return findings;
  }
  if (rows.length !== expected) findings.push(said("rows", { found: rows.length, expected }));
  else if (findings.length === 0 && previous !== lastHash) findings.push(said("lastHash"));
  return findings;
}

/** Where no row holds at all, nobody changed a row: the columns stand otherwise, or a program wrote the file in its own way. */
function sayAnew(
  findings: readonly Said[],
  { file, sidecar }: { readonly file: ReadFile; readonly sidecar: Sidecar },
): readonly Said[] {
  const checked = Math.min(file.rows?.length ?? 0, mostFindings);
  const broken = findings.filter(({ params }) => params["row"] !== undefined).length;
  if (checked < fewestRows || broken < checked) return findings;
  return [said(isHeadSame(file, sidecar) ? "anew" : "columns"), ...findings];
}

const aroundRows = (file: ReadFile, sidecar: Sidecar): string => (isHeadSame(file, sidecar) ? "around" : "heading");

const isHeadSame = ({ columns }: ReadFile, sidecar: Sidecar): boolean =>
  columns === null || columns.join("\n") === sidecar.columns.map(({ name }) => name).join("\n");

/** The rows of a CSV file, each hashed as it stands there. */
export function readCsvFile(content: string): ReadFile {
  const [heading, ...records] = csvRecords(content);
  const rows = records.map(({ raw, line }) => ({
    // The comma before the hash is no part of what is hashed, but it has to be one.
    bytes: raw.at(-hashLength - 1) === "," ? raw.slice(0, -hashLength - 1) : raw,
    hash: raw.slice(-hashLength),
    place: said("line", { line }),
  }));
  return { columns: heading ? csvCells(heading.raw) : [], rows };
}

/** The rows of a JSON file: one a line, its hash last. */
export function readJsonFile(content: string): ReadFile {
  const lines = content.split("\n").map((text, at) => ({ text, line: at + 1 }));
  const rows = lines
    .filter(({ text }) => text !== "" && text !== "[" && text !== "]" && text !== "[]")
    .map(({ text, line }) => {
      const row = text.endsWith(",") ? text.slice(0, -1) : text;
      const [, bytes = row, hash = ""] = /^(.*?),?"hash":"([^"]*)"\}$/s.exec(row) ?? [];
      return { bytes: `${bytes}}`, hash, place: said("line", { line }) };
    });
  return { columns: null, rows };
}

/** The rows of a workbook's sheets but the first, which only says what it is. */
export function readSheets(
  sheets: readonly { readonly name: string; readonly rows: readonly (readonly unknown[])[] }[],
): ReadFile {
  const rows = sheets.slice(1).flatMap(({ name, rows: [heading = [], ...body] }) =>
    body.map((cells, at): PlacedRow => {
      const row = heading.map((_, place) => cellOf(cells[place]));
      return {
        bytes: bytesOfCells(row.slice(0, -1)),
        hash: String(row.at(-1) ?? ""),
        place: said("sheetLine", { sheet: name, line: at + 2 }),
      };
    }),
  );
  return { columns: null, rows };
}

function cellOf(cell: unknown): string | number | boolean | null {
  if (typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean") return cell;
  // A date that somebody typed in, a formula's object: no cell that this program wrote.
  return cell === null || cell === undefined ? null : JSON.stringify(cell);
}
