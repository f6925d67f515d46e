import { hasOpenHours, WEEKDAYS, type Calendar } from "./calendar.ts";
import { offsetMsAt, wallToInstant } from "./time-zone.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

type Stretch = readonly [start: number, end: number];
type KnownDays = Map<number, readonly Stretch[]>;

// Zone arithmetic is dear and days repeat, so each calendar keeps the days it has been asked for.
const daysOf = new WeakMap<Calendar, KnownDays>();

/**
 * Open time between two instants, in milliseconds; 0 when `to` is not after `from`. Real elapsed time is counted, so an
 * open hour that the spring change skips is not there and one that autumn repeats counts twice.
 * Source: product.md section 6, Clock(a,b).
 */
export function businessBetween(from: number, to: number, calendar: Calendar): number {
  let total = 0;
  const lastDay = localDay(to, calendar);
  for (let day = localDay(from, calendar); day <= lastDay; day += 1) {
    for (const [start, end] of stretchesOf(day, calendar)) {
      total += Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
  }
  return total;
}

/**
 * The instant at which `durationMs` of open time since `from` has passed: a deadline. Null when the calendar has no hours.
 * Law: businessBetween(from, addBusiness(from, d)) = d. A duration that ends with a stretch ends there, not at the next
 * opening; a duration of 0 outside hours is the next opening. Throws RangeError when the duration is negative.
 */
export function addBusiness(from: number, durationMs: number, calendar: Calendar): number | null {
  if (!(durationMs >= 0)) throw new RangeError(`A duration cannot be negative: ${durationMs}`);
  if (!hasOpenHours(calendar)) return null;
  let left = durationMs;
  let closedDays = 0;
  // One open weekday, each one a holiday: still reached within this many days; beyond it there is none.
  const patience = 7 * (calendar.holidays.length + 3);
  for (let day = localDay(from, calendar); closedDays <= patience; day += 1) {
    let wasOpen = false;
    for (const [start, end] of stretchesOf(day, calendar)) {
      const opens = Math.max(start, from);
      if (end <= opens) continue;
      if (end - opens >= left) return opens + left;
      left -= end - opens;
      wasOpen = true;
    }
    closedDays = wasOpen ? 0 : closedDays + 1;
  }
  return null;
}

/** Whether the instant lies in open hours; the closing minute itself is closed. */
export function isOpenAt(instant: number, calendar: Calendar): boolean {
  return stretchesOf(localDay(instant, calendar), calendar).some(([start, end]) => start <= instant && instant < end);
}

/** Clock(a,b) of the reports: business time on a calendar, or elapsed time where the calendar is null. */
export function clockBetween(from: number, to: number, calendar: Calendar | null): number {
  return calendar ? businessBetween(from, to, calendar) : Math.max(0, to - from);
}

function localDay(instant: number, calendar: Calendar): number {
  return Math.floor((instant + offsetMsAt(instant, calendar.timeZone)) / DAY_MS);
}

function stretchesOf(day: number, calendar: Calendar): readonly Stretch[] {
  let known = daysOf.get(calendar);
  if (!known) daysOf.set(calendar, (known = new Map()));
  let stretches = known.get(day);
  if (!stretches) known.set(day, (stretches = openStretches(day, calendar)));
  return stretches;
}

function openStretches(day: number, calendar: Calendar): readonly Stretch[] {
  const midnight = day * DAY_MS;
  const date = new Date(midnight);
  if (calendar.holidays.includes(date.toISOString().slice(0, 10))) return [];
  const weekday = WEEKDAYS[date.getUTCDay()] ?? "Sun";
  const hours = calendar.week[weekday] ?? [];
  if (hours.length === 0) return [];
  const steady = steadyOffsetMs(midnight, calendar.timeZone);
  const at = (minute: number) => {
    const wall = midnight + minute * MINUTE_MS;
    return steady === null ? wallToInstant(wall, calendar.timeZone) : wall - steady;
  };
  const stretches = hours.map(([from, to]): Stretch => [at(from), at(to)]);
  return joined(stretches.filter(([start, end]) => end > start));
}

/** The offset of a day on which the clock does not change, which is nearly every day; else null. */
function steadyOffsetMs(midnight: number, timeZone: string): number | null {
  const before = offsetMsAt(midnight - DAY_MS, timeZone);
  return before === offsetMsAt(midnight + 2 * DAY_MS, timeZone) ? before : null;
}

/** Sorted and without overlaps, so that no minute counts twice however the hours were typed. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: Stretch[] = [];
  for (const [start, end] of stretches.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], end)];
    else result.push([start, end]);
  }
  return result;
}
