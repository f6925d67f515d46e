import type { ReportStep } from "../../contract/methods/reports.ts";
import { offsetMsAt, wallToInstant } from "../calendar/time-zone.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A chart with more points than pixels says no more. */
const mostSteps = 9000;

/** A stretch of a report in ms, `to` excluded. */
export type Step = { readonly from: number; readonly to: number };

type Period = Step & { readonly timeZone: string };

/** Hours up to two days, days up to ten weeks, else weeks; what was asked for, unless that were too many points. */
export function chooseStep(asked: ReportStep | null, { from, to }: Step): ReportStep {
  const length = to - from;
  if (asked === null) return length <= 2 * dayMs + hourMs ? "hour" : length <= 70 * dayMs + hourMs ? "day" : "week";
  if (asked === "hour" && length > mostSteps * hourMs) return "day";
  return asked;
}

/**
 * The steps of a period by the local clock, oldest first, without a hole: a day may have 23 or 25 hours, a week begins on Monday.
 * The first begins and the last ends with the period.
 */
export function stepsOf(step: ReportStep, { from, to, timeZone }: Period): readonly Step[] {
  const edges = localDayEdges({ from, to, timeZone }, step === "week").flatMap((edge, at, all) =>
    step === "hour" ? hoursFrom(edge, all[at + 1] ?? to) : [edge],
  );
  const inside = [...new Set(edges)].filter((edge) => edge > from && edge < to);
  return [from, ...inside].map((start, at) => ({ from: start, to: inside[at] ?? to }));
}

/** Which step an instant lies in; −1 outside. */
export function stepAt(steps: readonly Step[], at: number): number {
  const last = steps.at(-1);
  if (last === undefined || at >= last.to) return -1;
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Midnights from the one at or before `from` on; with `weekly` only those of Mondays. */
function localDayEdges({ from, to, timeZone }: Period, weekly: boolean): readonly number[] {
  const day = Math.floor((from + offsetMsAt(from, timeZone)) / dayMs);
  // Day 4 of 1970 was a Monday.
  const first = weekly ? day - ((((day - 4) % 7) + 7) % 7) : day;
  const edges: number[] = [];
  for (let at = first; ; at += weekly ? 7 : 1) {
    const edge = wallToInstant(at * dayMs, timeZone);
    if (edge >= to) return edges;
    edges.push(edge);
  }
}

/** Hours of elapsed time from midnight on: an hour that autumn repeats is there twice. */
function hoursFrom(midnight: number, end: number): readonly number[] {
  return Array.from(
    { length: Math.max(1, Math.ceil((end - midnight) / hourMs)) },
    (_, hour) => midnight + hour * hourMs,
  );
}
