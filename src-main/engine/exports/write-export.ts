import { createHash } from "node:crypto";
import type { ExportFormat, ExportWhat } from "../../contract/methods/exports.ts";
import { Refusal } from "../../contract/refusal.ts";
import { startChain } from "../../domain/exports/chained-rows.ts";
import type { Chain } from "../../domain/exports/chained-rows.ts";
import { exportFileName } from "../../domain/exports/file-name.ts";
import type { Clock } from "../../ports/clock.ts";
import type { ExportFolder, PendingFile } from "../../ports/export-folder.ts";
import type { Signer } from "../../ports/signer.ts";
import type { TableWriters } from "../../ports/table-writer.ts";
import { chainHead } from "../store/event-log.ts";
import type { Say } from "../store/mention-shape.ts";
import type { Db, Store } from "../store/open.ts";
import { readSettings } from "../store/setting.ts";
import type { Dataset } from "./dataset.ts";
import { documentHead } from "./document-head.ts";
import { readDataset } from "./read-dataset.ts";
import { sidecarEnding, signSidecar } from "./sidecar.ts";
import { writeCsvRows, writeJsonRows } from "./write-rows.ts";
import type { RowsOut } from "./write-rows.ts";
import { writePrinted, writeWorkbook } from "./write-tables.ts";

export type ExportParts = {
  readonly store: Pick<Store, "snapshot">;
  readonly clock: Pick<Clock, "now">;
  readonly say: Say;
  readonly signer: Pick<Signer, "sign">;
  readonly exportFolder: Pick<ExportFolder, "begin">;
  readonly tableWriters: TableWriters;
  /** Of this program, for the sidecar. */
  readonly appVersion: string;
};

export type ExportRequest = {
  readonly what: ExportWhat;
  readonly format: ExportFormat;
  /** Absolute path, or null for the desk's own exports. */
  readonly folder: string | null;
  /** Without its ending; left out: made of content and period. */
  readonly name?: string;
  /** Whether rows name the persons behind figures: for shift leads. Left out: no. */
  readonly showsPersons?: boolean;
  readonly signal: AbortSignal;
  /** How many rows are written, and of how many; `total` is null until they were counted. */
  readonly progress: (rows: number, total: number | null) => void;
};

export type WrittenFile = {
  readonly path: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly mime: string;
};

/** The file, and beside it its sidecar. */
export type WrittenExport = { readonly files: readonly WrittenFile[]; readonly rows: number };

export const mimes: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv;charset=utf-8",
  json: "application/json",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
};

/** Nobody reads more pages, and the pages of 100,000 rows took more than 100 MB to set. */
export const mostPdfRows = 40_000;

/**
 * Writes a file of rows with its sidecar: of one moment of the workspace, whatever is written meanwhile; page by page, so that
 * memory does not grow with the rows and the desk goes on between. Rejects with `FolderTrouble`, with the signal's reason when
 * it is aborted, or with a refusal of what is asked for (bad-period, not-allowed, query-invalid); then no file is left.
 */
export async function writeExport(parts: ExportParts, request: ExportRequest): Promise<WrittenExport> {
  const { what, format, signal } = request;
  signal.throwIfAborted();
  const snapshot = await parts.store.snapshot();
  try {
    const { db } = snapshot;
    const set = await readDataset(
      { db, say: parts.say, now: parts.clock.now(), showsPersons: request.showsPersons ?? false },
      what,
    );
    const { settings } = await readSettings(db);
    const { timeZone } = settings.calendar;
    const name = request.name ?? exportFileName(what, timeZone);
    const pending = await parts.exportFolder.begin(request.folder, `${name}.${format}`);
    try {
      return await fill(parts, request, { db, set, pending, timeZone });
    } catch (cause) {
      await pending.abandon();
      throw cause;
    }
  } finally {
    await snapshot.release();
  }
}

type Filling = {
  readonly db: Db;
  readonly set: Dataset;
  readonly pending: PendingFile;
  readonly timeZone: string;
};

async function fill(
  parts: ExportParts,
  request: ExportRequest,
  { db, set, pending, timeZone }: Filling,
): Promise<WrittenExport> {
  const { what, format, signal } = request;
  const head = await chainHead(db);
  const at = parts.clock.now();
  const sheets = format === "csv" || format === "json" ? [set.flat] : set.sheets;
  const total = sheets.reduce((sum, sheet) => sum + sheet.total, 0);
  const hash = createHash("sha256");
  let rows = 0;
  if (format === "pdf" && total > mostPdfRows) throw new Refusal("pdf-too-long", { rows: total, most: mostPdfRows });
  request.progress(0, total);
  const out: RowsOut = {
    signal,
    write: async (bytes) => {
      hash.update(bytes);
      await pending.write(bytes);
    },
    wrote: (more) => {
      rows += more;
      request.progress(rows, total);
    },
  };
  const chain = startChain(head.hash);
  const about = { what, format, at, timeZone, head, set, appVersion: parts.appVersion };
  await writeAs(parts, format, { chain, sheets, about, rows: () => rows }, out);
  signal.throwIfAborted();
  const text = await signSidecar(parts, {
    ...about,
    sheets,
    rows,
    lastHash: chain.last(),
    sha256: hash.digest("hex"),
  });
  signal.throwIfAborted();
  const { companion, ...file } = await pending.finish({ ending: sidecarEnding, text });
  const files = [{ ...file, mime: mimes[format] }, ...(companion ? [{ ...companion, mime: mimes.json }] : [])];
  return { rows, files: files.map((each) => ({ ...each, fileName: each.path.replace(/^.*[\\/]/, "") })) };
}

type Content = {
  readonly chain: Chain;
  readonly sheets: Dataset["sheets"];
  readonly about: Parameters<typeof documentHead>[1];
  readonly rows: () => number;
};

async function writeAs(
  { say, tableWriters }: ExportParts,
  format: ExportFormat,
  { chain, sheets, about, rows }: Content,
  out: RowsOut,
): Promise<void> {
  const [flat] = sheets;
  if (format === "csv" && flat) return writeCsvRows(flat, chain, out);
  if (format === "json" && flat) return writeJsonRows(flat, chain, out);
  const head = documentHead(say, about, { sheets, lastHash: chain.last, rows });
  if (format === "xlsx") return writeWorkbook(tableWriters.xlsx, { head, sheets, chain }, out);
  return writePrinted(tableWriters.pdf, { head, sheets, chain, timeZone: about.timeZone }, out);
}
