import { wallToInstant } from "../calendar/time-zone.ts";

export type DateReading = {
  /** IANA zone of times that name none. */
  readonly timeZone: string;
  /** What "03/04/2026" means. */
  readonly dayOrder: "day-first" | "month-first";
};

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** Minutes east of UTC, for the few names that exports write. */
const zones: Readonly<Record<string, number>> = {
  ...{ Z: 0, UTC: 0, GMT: 0, BST: 60, CET: 60, CEST: 120, EET: 120, EEST: 180 },
  ...{ EST: -300, EDT: -240, CST: -360, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420 },
};

type Day = { readonly year: number; readonly month: number; readonly day: number };

/**
 * The dates of exports: ISO 8601, 21/11/2026, 11-21-26, 21.11.2026, "21 Nov 2026", "Nov 21, 2026", with or without a time
 * of 12 or 24 hours and a zone; seconds or milliseconds since 1970. Gives ms since 1970, or null.
 * @example readDate("21.11.2026 14:02", { timeZone: "Europe/Berlin", dayOrder: "day-first" }) // 13:02 UTC
 */
export function readDate(written: string, reading: DateReading): number | null {
  const text = written.trim().replace(/\s+/g, " ").slice(0, 80);
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
  if (/^\d{12,13}$/.test(text)) return Number(text);
  const found = findDay(text, reading);
  if (!found || !isDay(found.day)) return null;
  const clock = readClock(found.rest);
  if (!clock) return null;
  const { year, month, day } = found.day;
  const wall = Date.UTC(year, month - 1, day, clock.hour, clock.minute, clock.second, clock.ms);
  return clock.offset === null ? wallToInstant(wall, reading.timeZone) : wall - clock.offset * 60_000;
}

type FoundDay = { readonly day: Day; readonly rest: string };

const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T,]| |$)/i;
const numbersOnly = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:,| |$)/;
const dayName = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? /i;
const dayThenMonth = /^(\d{1,2})(?:st|nd|rd|th|\.)?[- ]([a-z]{3,9})\.?,?[- ](\d{4}|\d{2})(?:,| |$)/i;
const monthThenDay = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:,| |$)/i;

function findDay(text: string, { dayOrder }: DateReading): FoundDay | null {
  const bare = text.replace(dayName, "");
  const iso = yearFirst.exec(bare);
  if (iso) return dayOf(bare, iso, { year: iso[1], month: Number(iso[2]), day: iso[3] });
  const plain = numbersOnly.exec(bare);
  if (plain) {
    const [first, second] = [Number(plain[1]), Number(plain[2])];
    // What can be read in one way only is read so; a dot is never American.
    const isDayFirst = first > 12 || (second <= 12 && (dayOrder === "day-first" || bare.includes(".")));
    return dayOf(bare, plain, {
      year: plain[3],
      month: isDayFirst ? second : first,
      day: String(isDayFirst ? first : second),
    });
  }
  const european = dayThenMonth.exec(bare);
  if (european) return dayOf(bare, european, { year: european[3], month: monthOf(european[2]), day: european[1] });
  const american = monthThenDay.exec(bare);
  if (american) return dayOf(bare, american, { year: american[3], month: monthOf(american[1]), day: american[2] });
  return null;
}

type Written = { readonly year: string | undefined; readonly month: number; readonly day: string | undefined };

function dayOf(text: string, [matched]: RegExpExecArray, { year = "", month, day = "" }: Written): FoundDay {
  return {
    day: { year: year.length === 2 ? 2000 + Number(year) : Number(year), month, day: Number(day) },
    rest: text.slice(matched.length).replace(/^(?:at|um|,)? ?/i, ""),
  };
}

const monthOf = (name = ""): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/** No 31 February: a day that the calendar does not have is a mistake, not the next one. */
function isDay({ year, month, day }: Day): boolean {
  const made = new Date(Date.UTC(year, month - 1, day));
  return month >= 1 && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
}

const clockTime =
  /^(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)? ?(am|pm|a\.m\.|p\.m\.|uhr)?[, ]*(z|[a-z]{3,4}|(?:utc|gmt)? ?[+-]\d{1,2}(?::?\d{2})?)?(?: ?\(.*\))?$/i;

type ClockTime = {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
  /** Minutes east of UTC; null when the text names no zone. */
  readonly offset: number | null;
};

function readClock(rest: string): ClockTime | null {
  if (rest === "") return { hour: 0, minute: 0, second: 0, ms: 0, offset: null };
  const found = clockTime.exec(rest);
  if (!found) return null;
  const [, hours = "", minute = "", second = "0", fraction = "", half = "", zone = ""] = found;
  const hour = to24Hours(Number(hours), half);
  const offset = zone === "" ? null : offsetOf(zone);
  if (offset === undefined || hour > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return {
    hour,
    minute: Number(minute),
    second: Number(second),
    ms: Number(fraction.padEnd(3, "0").slice(0, 3)),
    offset,
  };
}

function to24Hours(hour: number, half: string): number {
  if (/^p/i.test(half)) return hour === 12 ? 12 : hour + 12;
  return /^a/i.test(half) && hour === 12 ? 0 : hour;
}

/** Minutes east of UTC; undefined for a name that says nothing to us. */
function offsetOf(zone: string): number | undefined {
  const named = zones[zone.trim().toUpperCase()];
  if (named !== undefined) return named;
  const found = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (!found) return undefined;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return found[1] === "-" ? -minutes : minutes;
}

/**
 * Which order a file writes: a number over 12 in one place decides; otherwise the fallback of the desk.
 * @example guessDayOrder(["03/04/2026", "11/21/2026"], "day-first") // "month-first"
 */
export function guessDayOrder(dates: readonly string[], otherwise: DateReading["dayOrder"]): DateReading["dayOrder"] {
  for (const date of dates) {
    const found = numbersOnly.exec(date.trim().replace(dayName, ""));
    if (Number(found?.[1]) > 12) return "day-first";
    if (Number(found?.[2]) > 12) return "month-first";
  }
  return otherwise;
}
