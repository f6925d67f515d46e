const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Unit letters of the catalogue, so that "4 m" can be said in any language. */
export type Units = { readonly s: string; readonly m: string; readonly h: string; readonly d: string };
export const englishUnits: Units = { s: "s", m: "m", h: "h", d: "d" };

const MINUS = "−";
const DASH = "–";

/**
 * A length of time in its two largest units: "40 s", "4 m", "2 h 06", "3 d 4 h". Rounded down, so that a clock never
 * shows time that is not there; a true minus when negative, rounded away from zero for the same reason.
 */
export function formatDuration(ms: number, units: Units = englishUnits): string {
  if (ms < 0) return `${MINUS}${formatDuration(Math.max(-ms, MINUTE), units)}`;
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} ${units.s}`;
  return formatMinutes(ms, units);
}

/** The same in whole minutes from "0 m" on: for ages and clocks that are not counted in seconds. */
export function formatMinutes(ms: number, units: Units = englishUnits): string {
  if (ms < 0) return `${MINUS}${formatMinutes(Math.max(-ms, MINUTE), units)}`;
  if (ms < HOUR + 10 * MINUTE) return `${Math.floor(ms / MINUTE)} ${units.m}`;
  if (ms < DAY)
    return `${Math.floor(ms / HOUR)} ${units.h} ${String(Math.floor((ms % HOUR) / MINUTE)).padStart(2, "0")}`;
  const hours = Math.floor((ms % DAY) / HOUR);
  return `${Math.floor(ms / DAY)} ${units.d}${hours > 0 ? ` ${hours} ${units.h}` : ""}`;
}

/** One unit only, for narrow columns: "56 m", "3 h", "12 d". */
export function formatAge(ms: number, units: Units = englishUnits): string {
  if (ms < 2 * HOUR) return `${Math.max(0, Math.floor(ms / MINUTE))} ${units.m}`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} ${units.h}`;
  return `${Math.floor(ms / DAY)} ${units.d}`;
}

type Place = { locale: string; timeZone?: string | undefined };

/** "14:02" on the desk's wall clock. */
export function formatTime(at: number, { locale, timeZone }: Place): string {
  return formatter(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(at);
}

/** "14:02:11", for what was kept a moment ago. */
export function formatTimeToSecond(at: number, { locale, timeZone }: Place): string {
  return formatter(locale, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone,
  }).format(at);
}

/** "12 Oct", with the year when it is not the present one. */
export function formatDate(at: number, { locale, timeZone, now }: Place & { now: number }): string {
  const year = formatter(locale, { year: "numeric", timeZone });
  const isThisYear = year.format(at) === year.format(now);
  return formatter(locale, {
    day: "numeric",
    month: "short",
    ...(isThisYear ? {} : { year: "numeric" }),
    timeZone,
  }).format(at);
}

/** "Tue 17": a day beside its neighbours. */
export function formatDay(at: number, { locale, timeZone }: Place): string {
  return formatter(locale, { weekday: "short", day: "numeric", timeZone }).format(at);
}

/** The time for today, "12 Oct 14:02" for any other day. */
export function formatMoment(at: number, place: Place & { now: number }): string {
  const day = formatter("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: place.timeZone });
  if (day.format(at) === day.format(place.now)) return formatTime(at, place);
  return `${formatDate(at, place)} ${formatTime(at, place)}`;
}

/** "640 kB", "1.2 MB": the size of a file. */
export function formatBytes(bytes: number, { locale }: { locale: string }): string {
  const unit = bytes < 1_000_000 ? "kilobyte" : bytes < 1_000_000_000 ? "megabyte" : "gigabyte";
  const value = bytes / { kilobyte: 1e3, megabyte: 1e6, gigabyte: 1e9 }[unit];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumSignificantDigits: 2 }).format(
    Math.max(value, 0.1),
  );
}

/** Digits grouped as the language does, with a true minus; unknown is a dash. */
export function formatNumber(
  value: number | null,
  { locale, digits = 0 }: { locale: string; digits?: number },
): string {
  if (value === null || !Number.isFinite(value)) return DASH;
  const shown = Math.abs(value).toLocaleString(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return value < 0 && Number(value.toFixed(digits)) !== 0 ? `${MINUS}${shown}` : shown;
}

/** A share of 100 with a space before the sign: "82.7 %"; unknown is a dash. */
export function formatPercent(
  value: number | null,
  { locale, digits = 0 }: { locale: string; digits?: number },
): string {
  return value === null ? DASH : `${formatNumber(value, { locale, digits })} %`;
}

/** The instant at which clocks in the zone show the given minute, so many days from the day of `now`. */
export function localInstant({
  now,
  days,
  minute,
  timeZone,
}: {
  now: number;
  days: number;
  minute: number;
  timeZone: string | undefined;
}): number {
  const today = localFields(now, timeZone);
  const wanted = Date.UTC(today.year, today.month - 1, today.day + days, 0, minute);
  const first = wanted - offsetAt(wanted, timeZone);
  return wanted - offsetAt(first, timeZone);
}

function offsetAt(at: number, timeZone: string | undefined): number {
  const { year, month, day, hour, minute, second } = localFields(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / SECOND) * SECOND;
}

function localFields(at: number, timeZone: string | undefined) {
  const parts = formatter("en-US", {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
    timeZone,
  }).formatToParts(at);
  const field = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: field("year"),
    month: field("month"),
    day: field("day"),
    hour: field("hour"),
    minute: field("minute"),
    second: field("second"),
  };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs a hundred times more than using one, and a list asks for hundreds.
function formatter(
  locale: string,
  { timeZone, ...options }: Omit<Intl.DateTimeFormatOptions, "timeZone"> & { timeZone: string | undefined },
): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, timeZone, options]);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { ...options, ...(timeZone && { timeZone }) });
  formatters.set(key, made);
  return made;
}
