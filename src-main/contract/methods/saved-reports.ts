import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, PersonRef, Said, Ulid, Versioned } from "../values.ts";
import { ExportFormat } from "./exports.ts";
import { KpiScope } from "./kpis.ts";
import { ReportName, ReportStep } from "./reports.ts";

/** What a saved report writes. */
export const SavedWhat = z.discriminatedUnion("of", [
  z.object({ of: z.literal("report"), report: ReportName, step: ReportStep.nullable().default(null) }),
  z.object({ of: z.literal("kpi") }),
  z.object({ of: z.literal("cases") }),
  z.object({ of: z.literal("shift_log") }),
]);
export type SavedWhat = z.infer<typeof SavedWhat>;

/** A stretch by the desk's clock, seen from the moment of the run; weeks begin on Monday. `today` ends with that moment. */
export const savedPeriods = ["today", "yesterday", "this_shift", "last_7_days", "last_week", "last_month"] as const;
export const SavedPeriod = z.enum(savedPeriods);
export type SavedPeriod = z.infer<typeof SavedPeriod>;

export const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const Minute = z.number().int().min(0).max(1439);

/** When it is written by itself: at minutes of the desk's local day. */
export const SavedSchedule = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("shift_end") }),
  z.object({ kind: z.literal("daily"), minute: Minute }),
  z.object({ kind: z.literal("weekly"), weekday: z.enum(weekdays), minute: Minute }),
]);
export type SavedSchedule = z.infer<typeof SavedSchedule>;

export const SavedFilters = KpiScope.pick({
  buckets: true,
  sourceId: true,
  departmentId: true,
  personId: true,
  clock: true,
  counted: true,
});
export type SavedFilters = z.infer<typeof SavedFilters>;

const Plan = z.object({
  name: z.string().trim().min(1).max(80),
  what: SavedWhat,
  period: SavedPeriod,
  /** Of figures and reports; a shift log is always whole. */
  filters: SavedFilters.prefault({}),
  formats: z.array(ExportFormat).min(1).max(4),
  /** Absolute path of a folder on the computer that runs the desk. */
  folder: z.string().trim().min(1).max(1000),
  schedule: SavedSchedule,
});
export type SavedPlan = z.infer<typeof Plan>;

export const SavedReport = Plan.extend({
  id: Ulid,
  version: z.number().int(),
  createdBy: PersonRef.nullable(),
  /** When it is written next by itself; null without a time of day. */
  nextAt: Instant.nullable(),
  /** The last run that ended well, and what it wrote. */
  last: z.object({ at: Instant, says: Said, files: z.array(z.string()) }).nullable(),
  isRunning: z.boolean(),
  /** Why it is not written: since when, how many runs wait, and when the desk tries again. */
  trouble: z.object({ says: Said, since: Instant, waiting: z.number().int(), nextTryAt: Instant }).nullable(),
});
export type SavedReport = z.infer<typeof SavedReport>;

export const savedReportMethods = defineMethods({
  /** All saved reports by name, at most 100. */
  "savedReports.list": {
    kind: "read",
    access: ["lead", "admin", "corpcomm"],
    input: z.object({}),
    output: z.array(SavedReport),
  },
  /**
   * Saves a report, or with `id` and `version` changes one. A file is tried in the folder. Refusals: not-found, stale, name-taken,
   * too-many { most }, not-allowed (a person's figures), folder-not-absolute { folder }, folder-missing { folder }, folder-not-writable { folder, why }, period-needs-shift.
   */
  "savedReports.save": {
    kind: "write",
    access: ["lead", "admin"],
    input: Command.extend({ id: Ulid.nullable().default(null), version: z.number().int().default(0) }).extend(
      Plan.shape,
    ),
    output: Versioned,
  },
  /** Refusals: not-found, stale. */
  "savedReports.remove": {
    kind: "write",
    access: ["lead", "admin"],
    input: Command.extend({ report: Versioned }),
    output: z.object({ id: Ulid }),
  },
  /** Brings a removed report back; what fell due meanwhile is not written. Refusals: not-found, name-taken, too-many { most }. */
  "savedReports.restore": {
    kind: "write",
    access: ["lead", "admin"],
    input: Command.extend({ id: Ulid }),
    output: z.object({ id: Ulid }),
  },
  /** Begins a run for the period as seen now, and tries again what waits. Refusals: not-found, no-shift. */
  "savedReports.runNow": {
    kind: "write",
    access: ["lead", "admin"],
    input: Command.extend({ id: Ulid }),
    output: z.object({ id: Ulid }),
  },
});
