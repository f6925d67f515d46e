import type { HolidayFile } from "../../contract/methods/holidays.ts";
import { Refusal } from "../../contract/refusal.ts";
import { isTimeZone, offsetMsAt } from "../../domain/calendar/time-zone.ts";
import { eventDays, overriddenDays, type HolidayPeriod } from "./holiday-event.ts";
import { firstText, readCalendars, type CalendarEvent } from "./ics-events.ts";

const dayMs = 86_400_000;
/** Rules that repeat are worked out from the beginning of last year to the end of the fifth year from now. */
const yearsBack = 1;
const yearsOn = 5;
/** More than any calendar of holidays has. */
const mostEvents = 5000;
/** So many days are looked at for all rules of a file together: a good second of work, however hostile the file. */
const mostDays = 2_000_000;

type Skipped = HolidayFile["skipped"][number];
type DayOff = HolidayFile["days"][number];

/**
 * The whole local days that the events of an iCalendar file take up: all-day ones, those of several days, rules that repeat with
 * their exceptions. Times with TZID or in UTC take up the days of the given zone that they cover wholly. Source: RFC 5545.
 * Refusals: holidays-not-ics, holidays-broken, bad-input.
 */
export function readHolidayFile(
  text: string,
  { timeZone, now }: { readonly timeZone: string; readonly now: number },
): HolidayFile {
  if (!isTimeZone(timeZone)) throw new Refusal("bad-input", { path: "timeZone", what: "time-zone" });
  const { name, events, unreadable } = readCalendars(text);
  const period = periodAt(now, timeZone);
  const read = readEvents(events.slice(0, mostEvents), period);
  return {
    name,
    days: read.days.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    until: isoOf(period.until - dayMs),
    skipped: [...read.skipped, ...unreadable.map((one): Skipped => ({ name: one, why: "unreadable" }))],
  };
}

function periodAt(now: number, timeZone: string): HolidayPeriod {
  const year = new Date(now + offsetMsAt(now, timeZone)).getUTCFullYear();
  return {
    timeZone,
    from: Date.UTC(year - yearsBack, 0, 1),
    until: Date.UTC(year + yearsOn + 1, 0, 1),
    budget: { days: mostDays },
  };
}

function readEvents(
  events: readonly CalendarEvent[],
  period: HolidayPeriod,
): { readonly days: readonly DayOff[]; readonly skipped: readonly Skipped[] } {
  const days = new Map<string, DayOff>();
  const skipped: Skipped[] = [];
  const overridden = overriddenDays(events);
  for (const event of events) {
    const name = firstText(event, "summary");
    const read = readEvent(event, { period, overridden });
    if (typeof read === "string") skipped.push({ name, why: read });
    else for (const day of read) keepDay(days, { date: isoOf(day), name, isRepeated: event.hasProperty("rrule") });
  }
  return { days: [...days.values()], skipped };
}

function readEvent(
  event: CalendarEvent,
  given: { readonly period: HolidayPeriod; readonly overridden: ReturnType<typeof overriddenDays> },
): readonly number[] | Skipped["why"] {
  if (/^cancelled$/i.test(firstText(event, "status"))) return "cancelled";
  try {
    const { whole, hasPart } = eventDays(event, given);
    const { from, until } = given.period;
    const days = whole.filter((day) => day >= from && day < until);
    if (days.length > 0) return days;
    return hasPart ? "part_of_day" : "past";
  } catch (cause) {
    // One event that makes no sense does not keep the others out: the list says so.
    if (cause instanceof Refusal) throw cause;
    return "unreadable";
  }
}

function keepDay(days: Map<string, DayOff>, day: DayOff): void {
  const known = days.get(day.date);
  if (!known) return void days.set(day.date, day);
  if (known.name.split(", ").includes(day.name)) return;
  days.set(day.date, { ...known, name: `${known.name}, ${day.name}`.slice(0, 120) });
}

function isoOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}
