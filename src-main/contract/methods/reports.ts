import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Bucket, Instant, Said, Ulid } from "../values.ts";
import { KpiBasis, KpiName, KpiScope, KpiUnit } from "./kpis.ts";

export const reportNames = [
  "service",
  "volume",
  "sources",
  "scripts",
  "approvals",
  "handovers",
  "spikes",
  "voice",
] as const;
export const ReportName = z.enum(reportNames);
export type ReportName = z.infer<typeof ReportName>;

export const ReportStep = z.enum(["hour", "day", "week"]);
export type ReportStep = z.infer<typeof ReportStep>;

// Without the defaults of a scope: what is not named stays as the screen has it.
const Narrower = z
  .object({
    from: Instant,
    to: Instant,
    asOf: Instant.nullable(),
    buckets: z.array(Bucket),
    sourceId: Ulid.nullable(),
    departmentId: Ulid.nullable(),
    personId: Ulid.nullable(),
    clock: KpiScope.shape.clock.unwrap(),
    counted: KpiScope.shape.counted.unwrap(),
  })
  .partial();

/** Where a number leads: the rows of a figure, within a narrower scope. */
export const Opens = z.object({ kpi: KpiName, part: z.string().nullable(), scope: Narrower });
export type Opens = z.infer<typeof Opens>;

/** A series over the steps of a period; the page draws it and puts the same numbers into a table beside it. */
export const ReportChart = z.object({
  /** Its title is the word `reports.chart.<key>`. */
  key: z.string(),
  unit: KpiUnit,
  /** Beginnings of the steps by the desk's clock (a day may have 23 or 25 hours), and the end of the last. */
  times: z.array(Instant),
  end: Instant,
  series: z.array(
    z.object({
      /** Named by a word `reports.series.<key>`, or by itself (a source, a watch). */
      key: z.string(),
      name: z.string().nullable(),
      /** Null = unknown or nothing to make it of; drawn as a gap. */
      values: z.array(z.number().nullable()),
      n: z.array(z.number().int()),
      /** The figure whose rows a point of this series opens, within its step; left out = the chart's. */
      opens: Opens.nullable().optional(),
    }),
  ),
  goal: z.number().nullable(),
  /** Drawn hatched: nobody listened, or the desk was closed. */
  gaps: z.array(z.object({ from: Instant, to: Instant, kind: z.enum(["off", "asleep", "offline", "closed"]) })),
  /** The figure whose rows a point opens, within its step. */
  opens: z.object({ kpi: KpiName, part: z.string().nullable() }).nullable(),
});
export type ReportChart = z.infer<typeof ReportChart>;

export const ReportTable = z.object({
  /** Its title is `reports.table.<key>`, its columns `reports.column.<key>`. */
  key: z.string(),
  columns: z.array(
    z.object({
      key: z.string(),
      unit: KpiUnit.nullable(),
      /** Its texts are words: `<words>.<text>` of the catalogue; left out = names, shown as they are. */
      words: z.string().optional(),
      /** Its numbers are moments, in ms since 1970. */
      isInstant: z.boolean().optional(),
    }),
  ),
  rows: z.array(
    z.object({
      name: z.union([z.string(), Said]),
      cells: z.array(z.union([z.number(), z.string()]).nullable()),
      /** As many as cells; null where a number leads nowhere. */
      opens: z.array(Opens.nullable()),
    }),
  ),
});
export type ReportTable = z.infer<typeof ReportTable>;

export const Report = z.object({
  report: ReportName,
  step: ReportStep,
  basis: KpiBasis,
  charts: z.array(ReportChart),
  tables: z.array(ReportTable),
});
export type Report = z.infer<typeof Report>;

export const reportMethods = defineMethods({
  /** One report over a period. `step` null = hours up to two days, days up to ten weeks, else weeks. Refusals: bad-period, not-allowed. */
  "reports.read": {
    kind: "read",
    access: "person",
    input: KpiScope.extend({ report: ReportName, step: ReportStep.nullable().default(null) }),
    output: Report,
  },
});
