import type { Calendar } from "../../../src-main/contract/methods/settings.ts";

export type Week = Calendar["week"];
export type DayName = keyof Week;
export type DayHours = Week[DayName];

export const dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const satisfies readonly DayName[];

const MINUTES_A_DAY = 24 * 60;

/** Intervals as people write them: "8–12, 13–18:30"; empty when closed. */
export function writeHours(hours: DayHours): string {
  return hours.map(([from, to]) => `${writeMinute(from)}–${writeMinute(to)}`).join(", ");
}

function writeMinute(minute: number): string {
  const rest = minute % 60;
  return rest === 0 ? String(minute / 60) : `${Math.floor(minute / 60)}:${String(rest).padStart(2, "0")}`;
}

const INTERVAL = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|to)\s*(\d{1,2})(?:[:.](\d{2}))?$/i;

/** Reads such intervals, in order and without overlap; null when they cannot be read. */
export function readHours(text: string): DayHours | null {
  const written = text.split(/[,;]/).map((part) => part.trim());
  const hours: [number, number][] = [];
  for (const part of written.filter((each) => each !== "")) {
    const match = INTERVAL.exec(part);
    const from = minuteOf(match?.[1], match?.[2]);
    const to = minuteOf(match?.[3], match?.[4]);
    const last = hours.at(-1);
    if (from === null || to === null || to <= from || (last && from < last[1])) return null;
    hours.push([from, to]);
  }
  return hours;
}

function minuteOf(hour: string | undefined, minute: string | undefined): number | null {
  if (hour === undefined) return null;
  const all = Number(hour) * 60 + Number(minute ?? 0);
  return Number(minute ?? 0) < 60 && all <= MINUTES_A_DAY ? all : null;
}

/** Dates as the calendar keeps them, sorted, each once; null when one cannot be read or does not exist. */
export function readHolidays(dates: readonly string[]): string[] | null {
  const isDate = (date: string) =>
    /^\d{4}-\d\d-\d\d$/.test(date) && new Date(`${date}T00:00:00Z`).toJSON()?.slice(0, 10) === date;
  return dates.every(isDate) ? [...new Set(dates)].toSorted() : null;
}
