import type { Resolution } from "../../contract/values.ts";
import { clockBetween } from "../calendar/business-time.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { countsAs } from "./resolution.ts";

/** One cycle of a case, as the service level sees it. Times in ms. */
export type JudgedCycle = {
  readonly queuedAt: number;
  readonly targetMs: number;
  /** The deadline: an instant at which exactly the target has passed on the desk's calendar; null without desk hours. */
  readonly dueAt: number | null;
  readonly firstResponseAt: number | null;
  readonly resolvedAt: number | null;
  readonly resolution: Resolution | null;
};

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

type Verdict = "within" | "late" | "ignored" | "noReply" | "pending" | "excluded";

/**
 * 100 × W / (W + L + D − N) over a cohort of cycles as of an instant, on the desk's calendar. Exactly on target is within;
 * spam, duplicates and what its author withdrew before an answer are excluded. Source: product.md section 6.
 */
export function serviceLevel(
  cycles: readonly JudgedCycle[],
  { asOf, calendar }: { readonly asOf: number; readonly calendar: Calendar },
): ServiceLevel {
  const counts: Record<Verdict, number> = { within: 0, late: 0, ignored: 0, noReply: 0, pending: 0, excluded: 0 };
  for (const cycle of cycles) counts[judge(cycle, asOf, calendar)] += 1;
  const { within, late, ignored, noReply, pending, excluded } = counts;
  const n = within + late + ignored;
  return {
    percent: n === 0 ? null : (100 * within) / n,
    n,
    within,
    late,
    due: ignored + noReply,
    noReply,
    pending,
    excluded,
  };
}

function judge(cycle: JudgedCycle, asOf: number, calendar: Calendar): Verdict {
  const { firstResponseAt, resolvedAt, resolution } = cycle;
  if (firstResponseAt !== null && firstResponseAt <= asOf)
    return isWithin(cycle, firstResponseAt, calendar) ? "within" : "late";
  if (resolution === null || resolvedAt === null || resolvedAt > asOf)
    return isWithin(cycle, asOf, calendar) ? "pending" : "ignored";
  const counted = countsAs({ resolution, responded: false, closedWithinTarget: isWithin(cycle, resolvedAt, calendar) });
  if (counted === "excluded") return "excluded";
  return counted === "no_reply" ? "noReply" : "ignored";
}

/** Up to the deadline no calendar has to be asked; after it, closed hours may still lie between. */
function isWithin({ queuedAt, targetMs, dueAt }: JudgedCycle, at: number, calendar: Calendar): boolean {
  return (dueAt !== null && at <= dueAt) || clockBetween(queuedAt, at, calendar) <= targetMs;
}
