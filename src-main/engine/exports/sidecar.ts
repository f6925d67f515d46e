import type { ExportFormat, ExportWhat } from "../../contract/methods/exports.ts";
import { sidecarSchema } from "../../domain/exports/sidecar.ts";
import type { Signer } from "../../ports/signer.ts";
import type { Dataset, Sheet } from "./dataset.ts";

export { sidecarEnding } from "../../domain/exports/sidecar.ts";

export type ExportAbout = {
  readonly what: ExportWhat;
  readonly format: ExportFormat;
  /** When it was written (ms). */
  readonly at: number;
  readonly timeZone: string;
  /** Of the event log at that moment: the chain's seed. */
  readonly head: { readonly seq: number; readonly hash: string };
  readonly set: Dataset;
  readonly appVersion: string;
};

type Ended = ExportAbout & {
  readonly sheets: readonly Sheet[];
  readonly rows: number;
  readonly lastHash: string;
  /** Of all bytes of the file. */
  readonly sha256: string;
};

const hashMeans =
  "SHA-256 over the hash of the row before and this row without its hash; the first follows the event log's head";
const signs = "the JSON of this file on one line without algorithm, publicKey and signature";
const guarded =
  "an empty cell is unknown; what a spreadsheet would run as a formula, at the beginning of a text or behind a semicolon, a tab or a line break in it, also behind apostrophes, stands behind one apostrophe more";
const chained: Readonly<Record<ExportFormat, string>> = {
  csv: "the bytes of the row up to the comma before its hash",
  json: "the row's line without its hash",
  xlsx: "the row's cells as a line of CSV (RFC 4180, this program's guard against formulas)",
  pdf: "each row's cells as a line of CSV, all columns, also those that are not printed",
};

/** What the file is, what its words mean, and the proof of it, as JSON that is signed with the install's key. */
export async function signSidecar(
  { signer }: { readonly signer: Pick<Signer, "sign"> },
  about: Ended,
): Promise<string> {
  const { of, from, to, ...filters } = about.what;
  const facts = {
    schema: sidecarSchema,
    of,
    format: about.format,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    timeZone: about.timeZone,
    filters,
    facts: about.set.facts,
    ...(about.set.hours ? { hours: about.set.hours } : {}),
    writtenAt: new Date(about.at).toISOString(),
    app: { name: "watchroom", version: about.appVersion },
    rows: about.rows,
    columns: columnsOf(about),
    definitions: about.set.definitions,
    ...(about.format === "csv" ? { reading: guarded } : {}),
    head: about.head,
    chained: chained[about.format],
    lastHash: about.lastHash,
    sha256: about.sha256,
    signs,
  };
  const signed = await signer.sign(JSON.stringify(facts));
  return `${JSON.stringify({ ...facts, algorithm: "Ed25519", ...signed }, null, 2)}\n`;
}

/** Of each table; the hash is a column of all forms but the printed one. */
function columnsOf({ sheets, format }: Ended): readonly { readonly name: string; readonly means: string }[] {
  const seen = new Map(sheets.flatMap((sheet) => sheet.columns.map((column) => [column.name, column] as const)));
  const hash = { name: "hash", means: hashMeans };
  return [...seen.values(), ...(format === "pdf" ? [] : [hash])].map(({ name, means }) => ({ name, means }));
}
