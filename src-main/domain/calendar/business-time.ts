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
  if (!(to > from)) return 0;
  const known = openTimeAround(from, to, calendar);
  return openUntil(to, known) - openUntil(from, known);
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

/** Open stretches of the days from `firstDay` to `lastDay`, one after the other, and how much was open before each. */
export type OpenTime = {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly openBefore: readonly number[];
  /** For each day of UTC the last stretch that had begun when it began, or -1. */
  readonly stretchAt: readonly number[];
};

// Figures ask for a hundred thousand lengths over the same weeks, so each calendar keeps the open time that it has added up.
const openTimes = new WeakMap<Calendar, OpenTime>();
const marginDays = 32;

/** The open time of all days that the instants touch; a day of UTC lies in it whole, whatever the zone. */
export function openTimeAround(from: number, to: number, calendar: Calendar): OpenTime {
  const first = Math.floor(from / DAY_MS) - 1;
  const last = Math.floor(to / DAY_MS) + 1;
  const known = openTimes.get(calendar);
  if (known && known.firstDay <= first && known.lastDay >= last) return known;
  const made = addUp(calendar, {
    firstDay: Math.min(first - marginDays, known?.firstDay ?? first),
    lastDay: Math.max(last + marginDays, known?.lastDay ?? last),
  });
  openTimes.set(calendar, made);
  return made;
}

function addUp(calendar: Calendar, { firstDay, lastDay }: Pick<OpenTime, "firstDay" | "lastDay">): OpenTime {
  const starts: number[] = [];
  const ends: number[] = [];
  const openBefore: number[] = [];
  let open = 0;
  for (let day = firstDay; day <= lastDay; day += 1) {
    for (const [start, end] of stretchesOf(day, calendar)) {
      starts.push(start);
      ends.push(end);
      openBefore.push(open);
      open += end - start;
    }
  }
  const stretchAt: number[] = [];
  let at = -1;
  for (let day = firstDay; day <= lastDay; day += 1) {
    while ((starts[at + 1] ?? Number.POSITIVE_INFINITY) <= day * DAY_MS) at += 1;
    stretchAt.push(at);
  }
  return { firstDay, lastDay, starts, ends, openBefore, stretchAt };
}

/** How much was open from the first of the days until an instant of them: the difference of two is `businessBetween`. */
export function openUntil(instant: number, { firstDay, starts, ends, openBefore, stretchAt }: OpenTime): number {
  let at = stretchAt[Math.floor(instant / DAY_MS) - firstDay] ?? -1;
  while (at + 1 < starts.length && (starts[at + 1] ?? 0) <= instant) at += 1;
  if (at < 0) return 0;
  return (openBefore[at] ?? 0) + Math.min(instant, ends[at] ?? 0) - (starts[at] ?? 0);
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
