import type { Calendar, Settings, Targets } from "../../../src-main/contract/methods/settings.ts";
import { readClock, sayClock } from "./clock-minutes.ts";
import { readNumber } from "./read-words.ts";
import type { Faults, SectionParts } from "./use-section.ts";

export const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
export type Weekday = (typeof weekdays)[number];
export const clockedBuckets = ["care", "pr"] as const;
export const priorities = [1, 2, 3] as const;

/** Hours as they are typed: "08:30" to "17:00". */
export type TypedHours = { readonly from: string; readonly to: string };
export type TypedWeek = Readonly<Record<Weekday, readonly TypedHours[]>>;
type TypedMinutes = Readonly<Record<(typeof priorities)[number], string>>;

export type HoursDraft = {
  readonly timeZone: string;
  readonly week: TypedWeek;
  readonly holidays: readonly string[];
  readonly care: TypedMinutes;
  readonly pr: TypedMinutes;
  readonly approvalMinutes: string;
  readonly serviceLevel: string;
};

const LONGEST_MINUTES = 100_000;

export const hoursParts: SectionParts<HoursDraft> = {
  keys: ["calendar", "targets"],
  toDraft({ calendar, targets }: Settings): HoursDraft {
    const typed = (minutes: Targets["care"]): TypedMinutes => ({
      1: String(minutes[1]),
      2: String(minutes[2]),
      3: String(minutes[3]),
    });
    return {
      timeZone: calendar.timeZone,
      week: mapWeek((day) => calendar.week[day].map(([from, to]) => ({ from: sayClock(from), to: sayClock(to) }))),
      holidays: calendar.holidays.toSorted(),
      care: typed(targets.care),
      pr: typed(targets.pr),
      approvalMinutes: String(targets.approvalMinutes),
      serviceLevel: String(targets.serviceLevelPercent),
    };
  },
  read(draft) {
    const week = readWeek(draft.week);
    const targets = readTargets(draft);
    const calendar: Calendar = { timeZone: draft.timeZone, week: week.week, holidays: [...draft.holidays] };
    return { change: { calendar, targets: targets.targets }, faults: { ...week.faults, ...targets.faults } };
  },
};

export function mapWeek<Value>(make: (day: Weekday) => Value): Record<Weekday, Value> {
  return Object.fromEntries(weekdays.map((day) => [day, make(day)])) as Record<Weekday, Value>;
}

function readWeek(typed: TypedWeek): { week: Calendar["week"]; faults: Faults } {
  const faults: Record<string, Faults[string]> = {};
  const week = mapWeek((day) => readDay(day, typed[day], faults));
  const hasHours = Object.values(week).some((hours) => hours.length > 0);
  if (!hasHours && Object.keys(faults).length === 0) faults["week"] = { says: "refusal.calendar-empty" };
  return { week, faults };
}

function readDay(
  day: Weekday,
  hours: readonly TypedHours[],
  faults: Record<string, Faults[string]>,
): [number, number][] {
  const read: [number, number][] = [];
  for (const [index, { from, to }] of hours.entries()) {
    if (from.trim() === "" && to.trim() === "") continue;
    const [first, last] = [readClock(from), readClock(to)];
    const isOverlap = first !== null && last !== null && read.some((known) => first < known[1] && known[0] < last);
    if (first === null || last === null) faults[`${day}.${index}`] = { says: "settings.hours.clockBad" };
    else if (last <= first) faults[`${day}.${index}`] = { says: "settings.hours.backwards" };
    else if (isOverlap) faults[`${day}.${index}`] = { says: "settings.hours.overlap" };
    else read.push([first, last]);
  }
  return read.toSorted((one, other) => one[0] - other[0]);
}

function readTargets(draft: HoursDraft): { targets: Targets; faults: Faults } {
  const faults: Record<string, Faults[string]> = {};
  function minutes(field: string, text: string): number {
    const limits = { min: 1, max: LONGEST_MINUTES, isWhole: true };
    const value = readNumber(text, limits);
    if (value === null) faults[field] = { says: "settings.hours.minutesBad" };
    return value ?? 1;
  }
  const all = (bucket: (typeof clockedBuckets)[number]): Targets["care"] => ({
    1: minutes(`${bucket}.1`, draft[bucket][1]),
    2: minutes(`${bucket}.2`, draft[bucket][2]),
    3: minutes(`${bucket}.3`, draft[bucket][3]),
  });
  const level = readNumber(draft.serviceLevel, { min: 1, max: 100 });
  if (level === null) faults["serviceLevel"] = { says: "settings.numberBad", params: { min: 1, max: 100 } };
  return {
    targets: {
      care: all("care"),
      pr: all("pr"),
      approvalMinutes: minutes("approvalMinutes", draft.approvalMinutes),
      serviceLevelPercent: level ?? 1,
    },
    faults,
  };
}
