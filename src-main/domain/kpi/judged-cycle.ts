import type { Bucket, Network } from "../../contract/values.ts";
import { clockBetween } from "../calendar/business-time.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { asSeenAt, type Cycle, judgeCycle, type Verdict } from "./cycle.ts";

/** One cycle of a case with all that figures are made of. Times in ms UTC; null = has not happened or is unknown. */
export type KpiCycle = Cycle & {
  readonly caseRowId: number;
  readonly cycle: number;
  readonly bucket: Bucket;
  readonly responds: "first" | "next";
  readonly firstOpenedAt: number | null;
  readonly submittedAt: number | null;
  readonly approvedAt: number | null;
  readonly resolutionTargetMs: number | null;
  readonly resolutionDueAt: number | null;
  /** A new cycle took the place of one that nobody had resolved. */
  readonly supersededAt: number | null;
  /** Of the post that began it; null for later cycles, and where the source gave no date. */
  readonly publishedAt: number | null;
  readonly firstSeenAt: number | null;
  readonly network: Network | null;
  readonly sourceRowId: number | null;
  /** Recorded work until the judged instant. */
  readonly activeMs: number;
  readonly wrapMs: number;
};

/** What a cycle counts as. W within, L late, P pending, X excluded, N no_reply; the rest of D is `ignored` (G) or still `waiting`. */
export type CycleClass = "within" | "late" | "pending" | "excluded" | "no_reply" | "ignored" | "waiting";

/** A cycle as seen at an instant: its answer and end are those that had happened by then. */
export type JudgedCycle = {
  readonly cycle: KpiCycle;
  /** On which its clocks run; null = elapsed time. */
  readonly calendar: Calendar | null;
  readonly class: CycleClass;
  readonly asOf: number;
};

export type Judging = {
  readonly asOf: number;
  /** Beyond this an unanswered cycle is ignored; at least the target. */
  readonly ignoreMs: number;
  /** The calendar of a cycle as it is seen at the instant; null = elapsed time. */
  readonly calendarOf: (cycle: Pick<KpiCycle, "bucket" | "firstResponseAt" | "resolvedAt">) => Calendar | null;
};

/** What a cycle was at an instant by which it was queued. Source: product.md section 6. */
export function judge(cycle: KpiCycle, { asOf, ignoreMs, calendarOf }: Judging): JudgedCycle {
  const seen = asSeenAt(cycle, asOf);
  const calendar = calendarOf(seen);
  // A deadline was set by the calendar; elapsed time reads the clock itself.
  const timed = calendar === null ? { ...seen, dueAt: null } : seen;
  const verdict = judgeCycle(timed, { asOf, calendar });
  return { cycle: seen, calendar, class: classOf(verdict, { seen, calendar, asOf, ignoreMs }), asOf };
}

type Seen = {
  readonly seen: KpiCycle;
  readonly calendar: Calendar | null;
  readonly asOf: number;
  readonly ignoreMs: number;
};

function classOf(verdict: Verdict, { seen, calendar, asOf, ignoreMs }: Seen): CycleClass {
  if (verdict === "noReply") return "no_reply";
  if (verdict !== "unanswered") return verdict;
  const isIgnored = seen.resolvedAt !== null || clockBetween(seen.queuedAt, asOf, calendar) > ignoreMs;
  return isIgnored ? "ignored" : "waiting";
}
