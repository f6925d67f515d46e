import { type SavedPeriod, type SavedSchedule, weekdays } from "../../contract/methods/saved-reports.ts";
import { offsetMsAt, wallToInstant } from "../calendar/time-zone.ts";
import type { Step } from "./steps.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** After so many turns that nobody was there for, only their number matters. */
const mostTurns = 400;

function localDay(at: number, timeZone: string): number {
  return Math.floor((at + offsetMsAt(at, timeZone)) / dayMs);
}

/** Monday is 0; day 4 of 1970 was one. */
function weekdayOf(day: number): number {
  return (((day - 4) % 7) + 7) % 7;
}

/**
 * When a schedule comes round next after an instant, by the local clock: a time that spring skips is the moment of the change, one
 * that autumn repeats is the first. Null for what does not follow the clock.
 */
export function nextDue(schedule: SavedSchedule, after: number, timeZone: string): number | null {
  if (schedule.kind === "none" || schedule.kind === "shift_end") return null;
  for (let day = localDay(after, timeZone) - 1; ; day += 1) {
    if (schedule.kind === "weekly" && weekdayOf(day) !== weekdays.indexOf(schedule.weekday)) continue;
    const due = wallToInstant(day * dayMs + schedule.minute * minuteMs, timeZone);
    if (due > after) return due;
  }
}

/** The turns of a schedule from `first` on up to and with `now`, oldest first; the newest 400 of them. */
export function turnsUntil(
  schedule: SavedSchedule,
  { first, now, timeZone }: { readonly first: number; readonly now: number; readonly timeZone: string },
): readonly number[] {
  const start = Math.max(first - 1, now - mostTurns * (schedule.kind === "weekly" ? 7 : 1) * dayMs);
  const turns: number[] = [];
  for (let due = nextDue(schedule, start, timeZone); due !== null && due <= now; due = nextDue(schedule, due, timeZone))
    turns.push(due);
  return turns;
}

/**
 * What a period means at an instant, by the local clock. `today` ends at the instant; at midnight it is the day that just ended.
 * `last_7_days` are the seven whole days before today, `last_week` is Monday to Sunday, `last_month` a month of the calendar.
 */
export function periodOf(period: Exclude<SavedPeriod, "this_shift">, at: number, timeZone: string): Step {
  const midnight = (day: number) => wallToInstant(day * dayMs, timeZone);
  const today = localDay(at, timeZone);
  if (period === "today") return { from: midnight(localDay(at - 1, timeZone)), to: at };
  if (period === "yesterday") return { from: midnight(today - 1), to: midnight(today) };
  if (period === "last_7_days") return { from: midnight(today - 7), to: midnight(today) };
  if (period === "last_week") {
    const monday = today - weekdayOf(today);
    return { from: midnight(monday - 7), to: midnight(monday) };
  }
  const date = new Date(today * dayMs);
  const firstOf = (months: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1) / dayMs;
  return { from: midnight(firstOf(1)), to: midnight(firstOf(0)) };
}

/** The wait before the next try, in ms: 15, 30, 60 minutes … at most a day. `tries` = tries that failed, at least 1. */
export function waitAfter(tries: number): number {
  return Math.min(dayMs, 15 * minuteMs * 2 ** (tries - 1));
}
