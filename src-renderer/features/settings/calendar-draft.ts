import type { Calendar } from "../../../src-main/contract/methods/settings.ts";
import { readClock, sayClock } from "./clock-minutes.ts";
import type { Faults } from "../../lib/faults.ts";

export const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
export type Weekday = (typeof weekdays)[number];

/** Hours as they are typed: "08:30" to "17:00". */
export type TypedHours = { readonly from: string; readonly to: string };
export type TypedWeek = Readonly<Record<Weekday, readonly TypedHours[]>>;

/** Days on which nobody works, each with what it is called, if anything. */
export type Holiday = { readonly date: string; readonly name: string };

export type CalendarDraft = {
  readonly timeZone: string;
  readonly week: TypedWeek;
  readonly holidays: readonly Holiday[];
};

export function toCalendarDraft({ timeZone, week, holidays, holidayNames = {} }: Calendar): CalendarDraft {
  return {
    timeZone,
    week: mapWeek((day) => week[day].map(([from, to]) => ({ from: sayClock(from), to: sayClock(to) }))),
    holidays: holidays.toSorted().map((date) => ({ date, name: holidayNames[date] ?? "" })),
  };
}

/** What was typed as a calendar; the names of faults begin with `prefix`. A calendar that is not needed may have no hours. */
export function readCalendar(
  draft: CalendarDraft,
  { isNeeded, prefix }: { readonly isNeeded: boolean; readonly prefix: string },
): { calendar: Calendar; faults: Faults } {
  const faults: Record<string, Faults[string]> = {};
  const week = mapWeek((day) => readDay(day, draft.week[day], { faults, prefix }));
  if (isNeeded && !hasHours(draft.week) && Object.keys(faults).length === 0)
    faults[`${prefix}week`] = { says: "refusal.calendar-empty" };
  const names = draft.holidays.flatMap(({ date, name }): [string, string][] => (name === "" ? [] : [[date, name]]));
  const calendar = {
    timeZone: draft.timeZone,
    week,
    holidays: draft.holidays.map(({ date }) => date),
    ...(names.length > 0 && { holidayNames: Object.fromEntries(names) }),
  };
  return { calendar, faults };
}

/** Whether anything is typed for any day. */
export function hasHours(week: TypedWeek): boolean {
  return weekdays.some((day) => week[day].some(({ from, to }) => from.trim() !== "" || to.trim() !== ""));
}

function mapWeek<Value>(make: (day: Weekday) => Value): Record<Weekday, Value> {
  return Object.fromEntries(weekdays.map((day) => [day, make(day)])) as Record<Weekday, Value>;
}

/** A week that is closed, for a new calendar to begin with. */
export const closedWeek: TypedWeek = mapWeek(() => []);

function readDay(
  day: Weekday,
  hours: readonly TypedHours[],
  { faults, prefix }: { readonly faults: Record<string, Faults[string]>; readonly prefix: string },
): [number, number][] {
  const read: [number, number][] = [];
  for (const [index, { from, to }] of hours.entries()) {
    if (from.trim() === "" && to.trim() === "") continue;
    const [first, last] = [readClock(from), readClock(to)];
    const isOverlap = first !== null && last !== null && read.some((known) => first < known[1] && known[0] < last);
    const field = `${prefix}${day}.${index}`;
    if (first === null || last === null) faults[field] = { says: "settings.hours.clockBad" };
    else if (last <= first) faults[field] = { says: "settings.hours.backwards" };
    else if (isOverlap) faults[field] = { says: "settings.hours.overlap" };
    else read.push([first, last]);
  }
  return read.toSorted((one, other) => one[0] - other[0]);
}
