import type { Resolution } from "../../contract/values.ts";
import { clockBetween } from "../calendar/business-time.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { isLate } from "../cases/clock.ts";
import { countsAs } from "../cases/resolution.ts";

/** One cycle of a case, as far as it is judged. Times in ms UTC; null = has not happened. */
export type Cycle = {
  readonly queuedAt: number;
  readonly targetMs: number;
  /** The deadline that was set: where exactly the target has passed on its calendar. Null: none is known, the clock is read. */
  readonly dueAt: number | null;
  readonly firstResponseAt: number | null;
  readonly resolvedAt: number | null;
  readonly resolution: Resolution | null;
};

/** What a cycle counts as: W, L, P, X, and D in its two halves: `noReply` is N, `unanswered` the rest of D. */
export type Verdict = "within" | "late" | "pending" | "excluded" | "noReply" | "unanswered";

/** The cycle as somebody saw it at an instant: what happened later has not happened yet. */
export function asSeenAt<Of extends Cycle>(cycle: Of, asOf: number): Of {
  // Nothing came later, as nearly always: a hundred thousand copies would be most of the work.
  if ((cycle.firstResponseAt ?? asOf) <= asOf && (cycle.resolvedAt ?? asOf) <= asOf) return cycle;
  const isAnswered = cycle.firstResponseAt !== null && cycle.firstResponseAt <= asOf;
  const isResolved = cycle.resolvedAt !== null && cycle.resolvedAt <= asOf;
  return {
    ...cycle,
    firstResponseAt: isAnswered ? cycle.firstResponseAt : null,
    resolvedAt: isResolved ? cycle.resolvedAt : null,
    resolution: isResolved ? cycle.resolution : null,
  };
}

/**
 * What a cycle is as of an instant, by Clock(a,b) on a calendar or, without one, elapsed. Exactly on target is within. Spam,
 * duplicates and what its author withdrew before an answer are excluded. Source: product.md section 6.
 */
export function judgeCycle(
  cycle: Cycle,
  { asOf, calendar }: { readonly asOf: number; readonly calendar: Calendar | null },
): Verdict {
  const { firstResponseAt, resolvedAt, resolution } = asSeenAt(cycle, asOf);
  const isOverdueAt = (at: number) => isOverdue(cycle, { at, calendar });
  if (firstResponseAt !== null) return isOverdueAt(firstResponseAt) ? "late" : "within";
  if (resolvedAt === null) return isOverdueAt(asOf) ? "unanswered" : "pending";
  // A row that says when but not how it was closed cannot be excused.
  if (resolution === null) return "unanswered";
  const counted = countsAs({ resolution, responded: false, closedWithinTarget: !isOverdueAt(resolvedAt) });
  if (counted === "excluded") return "excluded";
  return counted === "no_reply" ? "noReply" : "unanswered";
}

function isOverdue(
  { queuedAt, targetMs, dueAt }: Cycle,
  { at, calendar }: { readonly at: number; readonly calendar: Calendar | null },
): boolean {
  return dueAt === null ? clockBetween(queuedAt, at, calendar) > targetMs : isLate({ dueAt, at, calendar });
}
