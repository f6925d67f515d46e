import type { Calendar } from "../calendar/calendar.ts";
import { isLate } from "../cases/clock.ts";
import { percentOf } from "./statistics.ts";

/** The clocks a desk promises to keep. */
export const metrics = ["first", "next", "resolution", "approval"] as const;
export type Metric = (typeof metrics)[number];

/** One promise: a cycle and a metric, or one submission for approval. */
export type MetricClock = {
  readonly metric: Metric;
  /** Null = the calendar has no hours: nothing was promised. */
  readonly dueAt: number | null;
  /** When it was kept. */
  readonly metAt: number | null;
  /** When it ended without being kept: closed without an answer, returned to its author. */
  readonly endedAt: number | null;
  readonly calendar: Calendar | null;
};

export type Attainment = {
  readonly metric: Metric;
  readonly met: number;
  readonly missed: number;
  /** 100 × met / (met + missed): only what was kept or whose deadline has passed. */
  readonly percent: number | null;
};

/** SLA attainment of each metric as of an instant. Source: product.md section 6. */
export function attainmentOf(clocks: readonly MetricClock[], asOf: number): readonly Attainment[] {
  return metrics.map((metric) => {
    const verdicts = clocks.filter((clock) => clock.metric === metric).map((clock) => verdictOf(clock, asOf));
    const met = verdicts.filter((verdict) => verdict === "met").length;
    const missed = verdicts.filter((verdict) => verdict === "missed").length;
    return { metric, met, missed, percent: percentOf(met, met + missed) };
  });
}

/** Whether a promise was kept, missed, or can still be kept, as of an instant. */
export function verdictOf({ dueAt, metAt, endedAt, calendar }: MetricClock, asOf: number): "met" | "missed" | "open" {
  if (dueAt === null) return "open";
  const isMet = metAt !== null && metAt <= asOf;
  const until = Math.min(asOf, isMet ? metAt : asOf, endedAt ?? asOf);
  if (isLate({ dueAt, at: until, calendar })) return "missed";
  return isMet ? "met" : "open";
}
