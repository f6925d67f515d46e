import ICAL from "ical.js";
import { repeatedDays, type RepeatRule } from "../../domain/calendar/repeat-rule.ts";
import { isTimeZone, offsetMsAt, wallToInstant } from "../../domain/calendar/time-zone.ts";
import { type CalendarEvent, firstText } from "./ics-events.ts";

const dayMs = 86_400_000;
/** Some programs write a whole day as 00:00 to 23:59. */
const nearlyMidnightMs = 60_000;
const longestDays = 366;
const knownParts: ReadonlySet<string> = new Set(["BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYDAY", "BYSETPOS"]);

/** Days are midnights written as if they were UTC. `budget` says how many days the rules of a file may still look at. */
export type HolidayPeriod = {
  readonly timeZone: string;
  readonly from: number;
  readonly until: number;
  readonly budget: { days: number };
};

/** Days on which another event stands in for one of a rule, by the id of the rule's event. */
export function overriddenDays(events: readonly CalendarEvent[]): ReadonlyMap<string, ReadonlySet<number>> {
  const days = new Map<string, Set<number>>();
  for (const event of events) {
    const replaced = event.getFirstPropertyValue("recurrence-id");
    if (!(replaced instanceof ICAL.Time)) continue;
    const id = firstText(event, "uid");
    days.set(id, (days.get(id) ?? new Set()).add(dayOf(wallOf(replaced))));
  }
  return days;
}

/** The whole local days of an event, and whether any of its times takes up only a part of one. Throws what cannot be read. */
export function eventDays(
  event: CalendarEvent,
  {
    period,
    overridden,
  }: { readonly period: HolidayPeriod; readonly overridden: ReadonlyMap<string, ReadonlySet<number>> },
): { readonly whole: readonly number[]; readonly hasPart: boolean } {
  const { startDate: start, endDate: end } = new ICAL.Event(event);
  const first = dayOf(wallOf(start));
  const left = new Set([...daysOfProperty(event, "exdate"), ...(overridden.get(firstText(event, "uid")) ?? [])]);
  const isOverride = event.hasProperty("recurrence-id");
  const days = isOverride
    ? [first]
    : [...ruledDays(event, { first, period }), ...daysOfProperty(event, "rdate")].filter((day) => !left.has(day));
  const whole: number[] = [];
  let hasPart = false;
  for (const day of new Set(days)) {
    const taken = wholeDays({ start, end, shift: day - first, timeZone: period.timeZone });
    hasPart ||= taken.length === 0;
    whole.push(...taken);
  }
  return { whole, hasPart };
}

function ruledDays(
  event: CalendarEvent,
  { first, period }: { readonly first: number; readonly period: HolidayPeriod },
): readonly number[] {
  const rules = event.getAllProperties("rrule").map((property) => readRule(property.getFirstValue()));
  if (rules.length === 0) return [first];
  // A holiday of several days may begin before the period.
  const from = period.from - longestDays * dayMs;
  return rules.flatMap((rule) => {
    const mostDays = period.budget.days;
    const begin = rule.count === null ? Math.max(first, from) : first;
    period.budget.days -= Math.max(0, period.until - begin) / dayMs;
    return repeatedDays(rule, { start: first, from, until: period.until, mostDays });
  });
}

function readRule(value: unknown): RepeatRule {
  if (!(value instanceof ICAL.Recur)) throw new TypeError("This is no rule");
  const { freq, interval, count, until } = value;
  const parts = value.parts as Readonly<Record<string, readonly (string | number)[] | undefined>>;
  const isKnown = freq === "YEARLY" || freq === "MONTHLY" || freq === "WEEKLY" || freq === "DAILY";
  if (!isKnown || Object.keys(parts).some((part) => !knownParts.has(part)))
    throw new TypeError("This rule names no days");
  const numbers = (part: string) => (parts[part] ?? []).map(Number);
  return {
    freq,
    interval,
    count: count ?? null,
    until: until ? dayOf(wallOf(until)) : null,
    months: numbers("BYMONTH"),
    monthDays: numbers("BYMONTHDAY"),
    yearDays: numbers("BYYEARDAY"),
    weekdays: (parts["BYDAY"] ?? []).map(String),
    positions: numbers("BYSETPOS"),
  };
}

function daysOfProperty(event: CalendarEvent, name: "exdate" | "rdate"): readonly number[] {
  return event
    .getAllProperties(name)
    .flatMap((property) => property.getValues() as unknown[])
    .flatMap((value) => (value instanceof ICAL.Time ? [dayOf(wallOf(value))] : []));
}

type Taken = {
  readonly start: ICAL.Time;
  readonly end: ICAL.Time;
  /** How long after the first time of its rule this one is. */
  readonly shift: number;
  readonly timeZone: string;
};

/** The local days that a time takes up wholly. */
function wholeDays({ start, end, shift, timeZone }: Taken): readonly number[] {
  const days: number[] = [];
  if (start.isDate) {
    const first = wallOf(start) + shift;
    const last = Math.max(first + dayMs, wallOf(end) + shift);
    for (let day = first; day < last && days.length < longestDays; day += dayMs) days.push(day);
    return days;
  }
  const [from, to] = [instantOf(start, { shift, timeZone }), instantOf(end, { shift, timeZone })];
  for (let day = dayOf(from + offsetMsAt(from, timeZone)); days.length < longestDays; day += dayMs) {
    if (wallToInstant(day + dayMs, timeZone) > to + nearlyMidnightMs) return days;
    if (wallToInstant(day, timeZone) >= from) days.push(day);
  }
  return days;
}

/** A zone that is known by its name, UTC, or the file's own description of one; what floats is local to the desk. */
function instantOf(
  time: ICAL.Time,
  { shift, timeZone }: { readonly shift: number; readonly timeZone: string },
): number {
  const zone = time.zone?.tzid ?? "floating";
  const wall = wallOf(time) + shift;
  if (zone === "UTC" || zone === "Z") return wall;
  if (zone === "floating") return wallToInstant(wall, timeZone);
  return isTimeZone(zone) ? wallToInstant(wall, zone) : time.toUnixTime() * 1000 + shift;
}

function wallOf({ year, month, day, hour, minute, second }: ICAL.Time): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function dayOf(wall: number): number {
  return Math.floor(wall / dayMs) * dayMs;
}
