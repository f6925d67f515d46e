import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Bucket, Instant, Resolution, Ulid } from "../values.ts";

/** The figures of product.md section 6. */
export const kpiNames = [
  "service_level",
  "attainment_first",
  "attainment_next",
  "attainment_resolution",
  "attainment_approval",
  "first_response",
  "customer_view",
  "next_response",
  "detection",
  "piece_queue",
  "piece_draft",
  "piece_approve",
  "piece_post",
  "handle_time",
  "resolution_time",
  "waited_for_customer",
  "response_rate",
  "ignored_rate",
  "no_reply_share",
  "backlog",
  "backlog_age",
  "backlog_days",
  "reopen_rate",
  "private_invited",
  "private_completed",
  "approval_time",
  "first_pass_yield",
  "unapproved_posts",
  "occupancy",
  "volume",
  "syndication",
  "share_of_voice",
  "net_sentiment",
] as const;
export const KpiName = z.enum(kpiNames);
export type KpiName = z.infer<typeof KpiName>;

/** What is counted: a stretch of time [from, to) and whose part of it. Null or empty = all. */
export const KpiScope = z.object({
  from: Instant,
  to: Instant,
  /** Judged as somebody saw it at this instant; null = now, or the end of the period when that has passed. */
  asOf: Instant.nullable().default(null),
  buckets: z.array(Bucket).default([]),
  sourceId: Ulid.nullable().default(null),
  departmentId: Ulid.nullable().default(null),
  /** Who answered, else who owned it. Only shift leads may ask for it. */
  personId: Ulid.nullable().default(null),
  /** Open hours of the desk's calendars, or elapsed time. */
  clock: z.enum(["hours", "elapsed"]).default("hours"),
  /** Volume, sentiment and share of voice: every copy, or each story once. */
  counted: z.enum(["mentions", "stories"]).default("mentions"),
});
export type KpiScope = z.infer<typeof KpiScope>;

export const KpiUnit = z.enum(["percent", "ms", "count", "points", "ratio", "days"]);
export type KpiUnit = z.infer<typeof KpiUnit>;

const Figure = z.object({
  /** Null = nothing to make it of; never 0 or 100 in its place. */
  value: z.number().nullable(),
  /** What it rests on: the denominator, or how many lengths. */
  n: z.number().int(),
});

export const Kpi = Figure.extend({
  name: KpiName,
  unit: KpiUnit,
  /** The counts that it is made of, by the letters' names: within, late, due, pending …; each opens its rows as `part`. */
  parts: z.record(z.string(), z.number().int()),
  /**
   * Other figures of the same rows, each in the unit that `kpi.part.<name>` is read in: median, p90, mean, longest, sum
   * (as the value), band, unsure_share and corrected (points, percent, count), active, wrap and shift_time (ms). They open no rows of their own.
   */
  also: z.record(z.string(), z.number().nullable()),
  /** A tiny picture of how the values are spread: counts in bands of equal share of the longest, or per day; empty when there is none. */
  spread: z.array(z.number()),
  /** Too little to mean anything (net sentiment with n < 10): shown grey. */
  isThin: z.boolean(),
  /** Of the period of equal length before; null when that lies before the desk. */
  previous: Figure.nullable(),
});
export type Kpi = z.infer<typeof Kpi>;

/** One row behind a number. */
export const KpiRow = z.object({
  kind: z.enum(["cycle", "approval", "mention", "span"]),
  /** ULID of the case, reply or mention. */
  id: Ulid,
  storyId: Ulid.nullable(),
  cycle: z.number().int().nullable(),
  title: z.string(),
  bucket: Bucket.nullable(),
  source: z.string().nullable(),
  /** Who answered, else who owns it; null for everybody but shift leads. */
  person: z.string().nullable(),
  /** What it counts as: within, late, pending, excluded, no_reply, unanswered, met, missed … */
  counts: z.string(),
  resolution: Resolution.nullable(),
  queuedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  firstResponseAt: Instant.nullable(),
  resolvedAt: Instant.nullable(),
  /** What this row adds: a length in ms, a count; null when it only counts. */
  value: z.number().nullable(),
});
export type KpiRow = z.infer<typeof KpiRow>;

/** On what the figures stand, so that whoever reads them can say so. */
export const KpiBasis = z.object({
  scope: KpiScope.extend({ asOf: Instant }),
  timeZone: z.string(),
  /** Names of the calendars on which clocks ran; empty for elapsed time. "" is the desk's own. */
  calendars: z.array(z.string()),
  targets: z.object({ goalPercent: z.number(), firstMinutes: z.number(), ignoreMinutes: z.number() }),
  /** X: left out everywhere, and always printed beside. */
  excluded: z.number().int(),
  /** Stretches in which the desk did not listen. */
  gaps: z.array(z.object({ from: Instant, to: Instant })),
});
export type KpiBasis = z.infer<typeof KpiBasis>;

export const kpiMethods = defineMethods({
  /** All figures of a period, each with its parts, n and the period before. Refusals: bad-period, not-allowed (a person's figures). */
  "kpis.read": {
    kind: "read",
    access: "person",
    input: KpiScope,
    output: z.object({ basis: KpiBasis, kpis: z.array(Kpi) }),
  },
  /** The rows that a figure, or one of its parts, is made of; as many as its count. Refusals: bad-period, not-allowed. */
  "kpis.rows": {
    kind: "read",
    access: "person",
    input: KpiScope.extend({
      kpi: KpiName,
      part: z.string().nullable().default(null),
      cursor: z.string().nullable().default(null),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ rows: z.array(KpiRow), total: z.number().int(), next: z.string().nullable() }),
  },
});
