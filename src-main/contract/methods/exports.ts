import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, Said, Ulid } from "../values.ts";
import { KpiScope } from "./kpis.ts";
import { ReportName, ReportStep } from "./reports.ts";

export const exportFormats = ["csv", "xlsx", "json", "pdf"] as const;
export const ExportFormat = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** What a file holds. */
export const ExportWhat = z.discriminatedUnion("of", [
  z.object({ of: z.literal("shift_log"), from: Instant, to: Instant }),
  /** Mentions by published time; `search` takes the words of the search field, "" = all. */
  z.object({ of: z.literal("mentions"), from: Instant, to: Instant, search: z.string().max(2000).default("") }),
  /** One row a cycle of a case, as the figures see it. */
  KpiScope.extend({ of: z.literal("cases") }),
  /** All figures of a period with formula, parts, n and the period before. */
  KpiScope.extend({ of: z.literal("kpi") }),
  /** A report's tables and the tables of its charts. */
  KpiScope.extend({ of: z.literal("report"), report: ReportName, step: ReportStep.nullable().default(null) }),
]);
export type ExportWhat = z.infer<typeof ExportWhat>;

export const ExportState = z.enum(["running", "done", "failed", "cancelled"]);
export type ExportState = z.infer<typeof ExportState>;

/** A file being written, or written and kept for a day. */
export const ExportRun = z.object({
  id: Ulid,
  what: ExportWhat,
  format: ExportFormat,
  state: ExportState,
  startedAt: Instant,
  rows: z.number().int(),
  /** Null until the rows were counted. */
  totalRows: z.number().int().nullable(),
  /** The file and, beside it, its sidecar: definitions, event log head, last hash, signature. */
  files: z.array(z.object({ fileName: z.string(), mime: z.string(), bytes: z.number().int() })),
  /** Why it failed. */
  says: Said.nullable(),
});
export type ExportRun = z.infer<typeof ExportRun>;

export const exportMethods = defineMethods({
  /** What the file would hold: how many rows (`rows` stops at 1,000,000), its columns and what they mean. */
  "exports.preview": {
    kind: "read",
    access: ["lead", "admin", "corpcomm"],
    input: z.object({ what: ExportWhat }),
    output: z.object({
      rows: z.number().int(),
      columns: z.array(z.object({ name: z.string(), means: z.string() })),
      /** A PDF of more rows is refused; the other formats hold any number. */
      pdfMost: z.number().int(),
    }),
  },
  /** Begins to write a file beside the work of others. Refusals: bad-period, export-busy (three at once). */
  "exports.start": {
    kind: "write",
    access: ["lead", "admin", "corpcomm"],
    input: Command.extend({ what: ExportWhat, format: ExportFormat }),
    output: ExportRun,
  },
  /** How far it is. Refusals: not-found. */
  "exports.get": {
    kind: "read",
    access: ["lead", "admin", "corpcomm"],
    input: z.object({ id: Ulid }),
    output: ExportRun,
  },
  /** Stops it; nothing is left of the file. */
  "exports.cancel": {
    kind: "write",
    access: ["lead", "admin", "corpcomm"],
    input: Command.extend({ id: Ulid }),
    output: ExportRun,
  },
  /** The public half of this install's key (SPKI, base64), by which its files are known; null before the first file. */
  "exports.publicKey": {
    kind: "read",
    access: ["lead", "admin", "corpcomm"],
    input: z.object({}),
    output: z.object({ publicKey: z.string().nullable() }),
  },
  /** A piece of a finished file (`file` counts from 0) from a byte on, base64; `next` is null at its end. Refusals: not-found. */
  "exports.readFile": {
    kind: "read",
    access: ["lead", "admin", "corpcomm"],
    input: z.object({ id: Ulid, file: z.number().int().min(0), offset: z.number().int().min(0).default(0) }),
    output: z.object({ base64: z.string(), next: z.number().int().nullable() }),
  },
});
