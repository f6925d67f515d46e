import { clockBetween } from "../calendar/business-time.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { medianOf, percentOf } from "./statistics.ts";

const hourMs = 3_600_000;

/** A cycle in the backlog: from its queueing until it ended, by being resolved or because a new cycle took its place. */
export type QueuedCycle = { readonly queuedAt: number; readonly endedAt: number | null };

/**
 * The cycles that were queued and had not ended at an instant. Law: B(t2) = B(t1) + arrivals − endings, with both counted in
 * t1 < t <= t2.
 */
export function backlogAt<Of extends QueuedCycle>(cycles: readonly Of[], at: number): readonly Of[] {
  return cycles.filter(({ queuedAt, endedAt }) => queuedAt <= at && (endedAt === null || endedAt > at));
}

/** Ages up to and with `untilMs`; the last band has no end. */
export const ageBands = [hourMs, 4 * hourMs, 24 * hourMs, 72 * hourMs, null] as const;

export type BacklogAge = {
  readonly n: number;
  readonly oldest: number | null;
  readonly median: number | null;
  /** How many in each of `ageBands`, by elapsed time. */
  readonly bands: readonly number[];
};

/** How old the backlog is, by the clock of each cycle; the bands count elapsed time. */
export function backlogAge<Of extends QueuedCycle>(
  cycles: readonly Of[],
  { at, calendarOf }: { readonly at: number; readonly calendarOf: (cycle: Of) => Calendar | null },
): BacklogAge {
  const waiting = backlogAt(cycles, at);
  const ages = waiting.map((cycle) => clockBetween(cycle.queuedAt, at, calendarOf(cycle)));
  const elapsed = waiting.map(({ queuedAt }) => clockBetween(queuedAt, at, null));
  return {
    n: waiting.length,
    oldest: ages.length === 0 ? null : Math.max(...ages),
    median: medianOf(ages),
    bands: ageBands.map((until, band) => {
      const after = ageBands[band - 1] ?? -1;
      return elapsed.filter((age) => age > after && (until === null || age <= until)).length;
    }),
  };
}

export type CaseCycle = QueuedCycle & {
  readonly caseId: string;
  readonly cycle: number;
  readonly resolvedAt: number | null;
};

const reopenedWithinMs = 7 * 24 * hourMs;

/** 100 × cycles that were followed by another within 7 days of being resolved / cycles resolved in the period. */
export function reopenRate(
  cycles: readonly CaseCycle[],
  { from, to }: { readonly from: number; readonly to: number },
): { readonly resolved: number; readonly reopened: number; readonly percent: number | null } {
  const begun = new Map(cycles.map(({ caseId, cycle, queuedAt }) => [`${caseId} ${cycle}`, queuedAt]));
  const resolved = cycles.filter(({ resolvedAt }) => resolvedAt !== null && resolvedAt >= from && resolvedAt < to);
  const reopened = resolved.filter(({ caseId, cycle, resolvedAt }) => {
    const next = begun.get(`${caseId} ${cycle + 1}`);
    return next !== undefined && resolvedAt !== null && next - resolvedAt <= reopenedWithinMs;
  });
  return {
    resolved: resolved.length,
    reopened: reopened.length,
    percent: percentOf(reopened.length, resolved.length),
  };
}
