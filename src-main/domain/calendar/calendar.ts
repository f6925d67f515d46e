export type Weekday = "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";

/** Wall-clock minutes of a day, from (inclusive) to (exclusive); 0 is midnight, 1440 the next midnight. */
export type OpenMinutes = readonly [fromMinute: number, toMinute: number];

/**
 * The hours in which a desk works. `timeZone` is an IANA name, `week` holds several stretches a day (a lunch break splits a
 * day in two; a night shift is one stretch up to 1440 and one from 0 on the next day), `holidays` are local dates YYYY-MM-DD
 * on which nobody works. A day that is missing is closed.
 */
export type Calendar = {
  readonly timeZone: string;
  readonly week: Readonly<Partial<Record<Weekday, readonly OpenMinutes[]>>>;
  readonly holidays: readonly string[];
};

/** Sunday first, as `Date.getUTCDay` counts. */
export const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const satisfies readonly Weekday[];

/** Whether any stretch of the week is longer than nothing; a calendar without hours gives no deadline. */
export function hasOpenHours(calendar: Calendar): boolean {
  return WEEKDAYS.some((day) => (calendar.week[day] ?? []).some(([from, to]) => to > from));
}
