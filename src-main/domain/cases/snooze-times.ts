import { addBusiness } from "../calendar/business-time.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { lastLocalDays } from "../calendar/local-days.ts";

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

/** Moments at which the desk is open and a case may come back; null where there is no such moment. */
export type SnoozeTimes = {
  readonly laterToday: number | null;
  readonly nextMorning: number | null;
  readonly monday: number | null;
};

/**
 * When a case may come back so that somebody is there: after two more desk hours of today, when the desk opens on its next
 * day, and when it opens on or after the Monday that comes. None is said twice; a desk without hours has none.
 * @example snoozeTimes(friday at 16:30, nine to five) // { laterToday: null, nextMorning: Monday 09:00, monday: null }
 */
export function snoozeTimes(now: number, calendar: Calendar): SnoozeTimes {
  const [today] = lastLocalDays(now, calendar.timeZone, 1);
  if (!today) return { laterToday: null, nextMorning: null, monday: null };
  const later = addBusiness(now, 2 * hourMs, calendar);
  const nextMorning = opening(today.to, calendar);
  const monday = opening(mondayAfter(now, calendar.timeZone), calendar);
  return {
    laterToday: later !== null && later > now && opening(later, calendar) === later && later < today.to ? later : null,
    nextMorning,
    monday: monday === nextMorning ? null : monday,
  };
}

/** The first moment from `from` on at which the desk is open. */
function opening(from: number, calendar: Calendar): number | null {
  const justAfter = addBusiness(from, 1, calendar);
  return justAfter === null ? null : justAfter - 1;
}

/** The midnight that begins the next Monday after today. */
function mondayAfter(now: number, timeZone: string): number {
  const days = Array.from({ length: 8 }, (_, at) => lastLocalDays(now + (at + 1) * dayMs, timeZone, 1)[0]);
  const monday = days.find((day) => day !== undefined && new Date(`${day.date}T00:00:00Z`).getUTCDay() === 1);
  return monday?.from ?? now + 7 * dayMs;
}
