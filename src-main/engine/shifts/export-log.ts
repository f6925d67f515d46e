import type { Output } from "../../contract/methods.ts";
import { logAsCsv, logAsJson, logColumns } from "../../domain/shifts/log-file.ts";
import type { Signer } from "../../ports/signer.ts";
import { chainHead } from "../store/event-log.ts";
import type { Db } from "../store/open.ts";
import { allLines } from "./log-lines.ts";
import type { Period, Say } from "./log-lines.ts";

export type ExportRequest = {
  readonly period: Period;
  readonly format: "csv" | "json";
  readonly timeZone: string;
  readonly say: Say;
};

const mimes = { csv: "text/csv;charset=utf-8", json: "application/json" } as const;

/**
 * The log of a period as a file whose rows are chained from the event log's head, and a sidecar that holds what the
 * columns mean, that head, the last hash and the install's signature, so that the file itself stays clean.
 */
export async function exportLog(
  db: Db,
  signer: Signer,
  { period, format, timeZone, say }: ExportRequest,
): Promise<Output<"shifts.export">> {
  const head = await chainHead(db);
  const lines = await allLines(db, period, say);
  const { content, lastHash } = format === "csv" ? logAsCsv(lines, head.hash) : logAsJson(lines, head.hash);
  const facts = {
    schema: "watchroom.shift-log/1",
    from: new Date(period.from).toISOString(),
    to: new Date(period.to).toISOString(),
    timeZone,
    rows: lines.length,
    head,
    lastHash,
  };
  const signed = await signer.sign(JSON.stringify(facts));
  const sidecar = { ...facts, columns: logColumns, algorithm: "Ed25519", ...signed };
  const fileName = `shift-log-${stamp(period.from)}-${stamp(period.to)}.${format}`;
  return {
    rows: lines.length,
    file: { fileName, mime: mimes[format], content },
    sidecar: {
      fileName: `${fileName}.sidecar.json`,
      mime: mimes.json,
      content: `${JSON.stringify(sidecar, null, 2)}\n`,
    },
  };
}

const stamp = (at: number): string => new Date(at).toISOString().slice(0, 16).replaceAll(/[-:]/g, "");
