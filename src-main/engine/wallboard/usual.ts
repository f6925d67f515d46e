import { offsetMsAt } from "../../domain/calendar/time-zone.ts";
import { slotMs } from "../store/slot.ts";
import type { Gap } from "./gaps.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const slotsAnHour = hourMs / slotMs;
const hoursShown = 24;
/** How far back the usual is taken from, and how many days are too few to call anything usual. */
export const usualDays = 28;
const fewestDays = 7;

export type Usual = {
  /** 10th and 90th percentile of the same local hour; null with less than 7 days. Oldest hour first. */
  readonly hours: readonly ({ readonly low: number; readonly high: number } | null)[];
  /** Median of the same 24 hours on the days before. */
  readonly day: number | null;
};

export type History = {
  /** End of the last shown hour. */
  readonly end: number;
  readonly timeZone: string;
  readonly totals: ReadonlyMap<number, number>;
  /** Stretches in which nobody listened, oldest first; what lies in one is no history. */
  readonly gaps: readonly Gap[];
};

/** What is usual for the last 24 hours, from the same hours by the wall clock of the 28 days before. */
export function usualOf(history: History): Usual {
  const days = Array.from({ length: usualDays }, (_, at) => daysBefore(history, at + 1));
  const hours = Array.from({ length: hoursShown }, (_, hour) => {
    const from = (end: number) => end - (hoursShown - hour) * hourMs;
    return band(days.flatMap((end) => heard(history, { from: from(end), to: from(end) + hourMs })));
  });
  const totals = days.flatMap((end) => heard(history, { from: end - dayMs, to: end }));
  return { hours, day: totals.length < fewestDays ? null : median(totals) };
}

/** The instant at which the wall clock showed the same, a number of days earlier. */
function daysBefore({ end, timeZone }: History, days: number): number {
  const before = end - days * dayMs;
  return before + offsetMsAt(end, timeZone) - offsetMsAt(before, timeZone);
}

/** Mentions of a stretch, as a list of one; an empty list when part of it was not listened to. */
function heard({ totals, gaps }: History, { from, to }: Gap): readonly number[] {
  if (gaps.some((gap) => gap.from < to && gap.to > from)) return [];
  const first = from / slotMs;
  const count = Math.round(((to - from) / hourMs) * slotsAnHour);
  return [
    Array.from({ length: count }, (_, at) => totals.get(first + at) ?? 0).reduce((sum, mentions) => sum + mentions, 0),
  ];
}

function band(values: readonly number[]): { readonly low: number; readonly high: number } | null {
  if (values.length < fewestDays) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return { low: percentile(sorted, 10), high: percentile(sorted, 90) };
}

/** Nearest rank (product.md section 6). */
function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}
