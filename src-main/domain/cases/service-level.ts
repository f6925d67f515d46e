import type { Resolution } from "../../contract/values.ts";
import { clockBetween } from "../calendar/business-time.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { countsAs } from "./resolution.ts";

/** One cycle of a case, as the service level sees it. Times in ms. */
export type JudgedCycle = {
  readonly queuedAt: number;
  readonly targetMs: number;
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
export function serviceLevel(cycles: readonly JudgedCycle[], { asOf, calendar }: { readonly asOf: number; readonly calendar: Calendar }): ServiceLevel {
  const counts: Record<Verdict, number> = { within: 0, late: 0, ignored: 0, noReply: 0, pending: 0, excluded: 0 };
  for (const cycle of cycles) counts[judge(cycle, asOf, calendar)] += 1;
  const { within, late, ignored, noReply, pending, excluded } = counts;
  const n = within + late + ignored;
  return { percent: n === 0 ? null : (100 * within) / n, n, within, late, due: ignored + noReply, noReply, pending, excluded };
}

function judge({ queuedAt, targetMs, firstResponseAt, resolvedAt, resolution }: JudgedCycle, asOf: number, calendar: Calendar): Verdict {
  if (firstResponseAt !== null && firstResponseAt <= asOf) return clockBetween(queuedAt, firstResponseAt, calendar) <= targetMs ? "within" : "late";
  if (resolution === null || resolvedAt === null || resolvedAt > asOf) return clockBetween(queuedAt, asOf, calendar) <= targetMs ? "pending" : "ignored";
  const counted = countsAs({ resolution, responded: false, closedWithinTarget: clockBetween(queuedAt, resolvedAt, calendar) <= targetMs });
  if (counted === "excluded") return "excluded";
  return counted === "no_reply" ? "noReply" : "ignored";
}
