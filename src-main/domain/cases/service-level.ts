import type { Calendar } from "../calendar/calendar.ts";
import { type Cycle, judgeCycle, type Verdict } from "../kpi/cycle.ts";
import { percentOf } from "../kpi/statistics.ts";

export type ServiceLevel = {
  /** null when nothing can be judged yet. */
  readonly percent: number | null;
  /** What is divided by: within + late + due without those that needed no reply. */
  readonly n: number;
  readonly within: number;
  readonly late: number;
  readonly due: number;
  readonly noReply: number;
  readonly pending: number;
  readonly excluded: number;
};

/**
 * 100 × W / (W + L + D − N) over a cohort of cycles as of an instant, each on its calendar. Exactly on target is within;
 * spam, duplicates and what its author withdrew before an answer are excluded. Source: product.md section 6.
 */
export function serviceLevel<Of extends Cycle>(
  cycles: readonly Of[],
  { asOf, calendarOf }: { readonly asOf: number; readonly calendarOf: (cycle: Of) => Calendar },
): ServiceLevel {
  const counts: Record<Verdict, number> = { within: 0, late: 0, unanswered: 0, noReply: 0, pending: 0, excluded: 0 };
  for (const cycle of cycles) counts[judgeCycle(cycle, { asOf, calendar: calendarOf(cycle) })] += 1;
  const { within, late, unanswered, noReply, pending, excluded } = counts;
  const n = within + late + unanswered;
  return { percent: percentOf(within, n), n, within, late, due: unanswered + noReply, noReply, pending, excluded };
}
