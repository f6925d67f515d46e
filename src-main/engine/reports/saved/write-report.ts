import type { ExportFormat, ExportWhat } from "../../../contract/methods/exports.ts";
import { type ExportParts, writeExport } from "../../exports/write-export.ts";

/** What one file of a saved report holds and where it goes. */
export type ReportFile = {
  readonly what: ExportWhat;
  readonly format: ExportFormat;
  /** Absolute path. */
  readonly folder: string;
  /** Its name without the ending. */
  readonly stem: string;
  readonly signal: AbortSignal;
  /** Whether it names persons. */
  readonly seesPeople: boolean;
};

/** Writes a file with what lies beside it, whole or not at all; gives their paths. Rejects with `FolderTrouble` or a Refusal. */
export type WriteReport = (file: ReportFile) => Promise<readonly string[]>;

export function createWriteReport(parts: ExportParts): WriteReport {
  return async ({ what, format, folder, stem, signal, seesPeople }) => {
    const request = { what, format, folder, name: stem, showsPersons: seesPeople, signal, progress: () => {} };
    return (await writeExport(parts, request)).files.map(({ path }) => path);
  };
}
