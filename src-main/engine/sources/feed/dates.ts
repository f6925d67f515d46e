const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Minutes east of UTC. Names that mean several zones have the meaning of RFC 822, else the commonest one. */
const zones: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ UT: 0, UTC: 0, GMT: 0, Z: 0, WET: 0, WEST: 60, BST: 60, CET: 60, MET: 60, CEST: 120, MEST: 120, EET: 120 },
    ...{ EEST: 180, MSK: 180, IST: 330, SGT: 480, HKT: 480, AWST: 480, JST: 540, KST: 540, AEST: 600, AEDT: 660 },
    ...{ NZST: 720, NZDT: 780, AST: -240, ADT: -180, EST: -300, EDT: -240, CST: -360, CDT: -300, MST: -420, MDT: -360 },
    ...{ PST: -480, PDT: -420, AKST: -540, AKDT: -480, HST: -600, ET: -300, CT: -360, MT: -420, PT: -480 },
  }),
);

/** A date that is being put together; `month` counts from 1. */
interface DateParts {
  year: number | null;
  month: number | null;
  day: number | null;
  hour: number;
  minute: number;
  second: number;
  ms: number;
  offsetMinutes: number;
}

/**
 * The dates of feeds: RFC 822 and its misspellings, ISO 8601 whole or in part, asctime, "January 5, 2026 10:00 AM",
 * 1/31/2026, seconds or milliseconds since 1970. No zone or an unknown one means UTC. Gives ms since 1970, or null.
 */
export function parseFeedDate(raw: string | null | undefined): number | null {
  const text = raw?.slice(0, 120).replace(/\s+/g, " ").trim() ?? "";
  if (text === "") return null;
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
  if (/^\d{12,13}$/.test(text)) return Number(text);
  const parts = readIso(text) ?? readSlashes(text) ?? readWords(text);
  return parts && toMs(parts);
}

const isoDate = /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:(?:[T ]|, )(\d.*))?$/i;
const slashDate = /^(\d{1,4})[/.](\d{1,2})[/.](\d{1,4})(?:[ T,]+(\d.*))?$/;

function readIso(text: string): DateParts | null {
  const found = isoDate.exec(text);
  if (!found) return null;
  const [, year, month = "1", day = "1", rest = ""] = found;
  const parts = emptyDate({ year: Number(year), month: Number(month), day: Number(day) });
  return readTokens(
    rest.replace(/^(\d{2})(\d{2})(\d{2})?/, (all, h, m, s) =>
      /^\d{2}:/.test(rest) ? all : [h, m, s ?? "00"].join(":"),
    ),
    parts,
  );
}

/** Year first, or the American order unless that gives no month; with dots the European one. */
function readSlashes(text: string): DateParts | null {
  const found = slashDate.exec(text);
  if (!found) return null;
  const [, a = "", b = "", c = "", rest = ""] = found;
  if (a.length === 4) return readTokens(rest, emptyDate({ year: Number(a), month: Number(b), day: Number(c) }));
  const isDayFirst = text.includes(".") || Number(a) > 12;
  const [month, day] = isDayFirst ? [Number(b), Number(a)] : [Number(a), Number(b)];
  return readTokens(rest, emptyDate({ year: fullYear(c), month, day }));
}

/** Day, month by name, year, time and zone in any order. */
function readWords(text: string): DateParts | null {
  return readTokens(text.replace(/(\d)[-/]([a-z]{3,9})[-/](\d)/i, "$1 $2 $3"), emptyDate({}));
}

const clock = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?(am|pm)?(z|[+-]\d{1,2}:?\d{0,2})?$/i;
const zoneNumber = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/i;

function readTokens(text: string, parts: DateParts): DateParts {
  const numbers: string[] = [];
  for (const token of text.replace(/\([^)]*\)/g, " ").split(/[\s,]+/)) {
    const time = clock.exec(token);
    if (time) readClock(time, parts);
    else if (/^(am|pm|a\.m\.?|p\.m\.?)$/i.test(token)) parts.hour = to24Hours(parts.hour, token);
    else if (zoneNumber.test(token) || zones.has(token.toUpperCase())) parts.offsetMinutes = zoneOffset(token);
    else if (parts.month === null && monthOf(token) > 0) parts.month = monthOf(token);
    else if (/^\d{1,4}(?:st|nd|rd|th)?$/i.test(token)) numbers.push(token.replace(/\D/g, ""));
  }
  if (parts.day !== null) return parts;
  const isYearFirst = numbers[0]?.length === 4;
  const [day, year] = isYearFirst ? [numbers[1], numbers[0]] : numbers;
  parts.day = day === undefined ? null : Number(day);
  parts.year = year === undefined ? null : fullYear(year);
  return parts;
}

function readClock(time: RegExpExecArray, parts: DateParts): void {
  const [, hour, minute, second = "0", fraction = "", meridiem = "", zone = ""] = time;
  parts.hour = to24Hours(Number(hour), meridiem);
  parts.minute = Number(minute);
  parts.second = Number(second);
  parts.ms = Number(fraction.padEnd(3, "0").slice(0, 3));
  if (zone) parts.offsetMinutes = zoneOffset(zone);
}

function to24Hours(hour: number, meridiem: string): number {
  if (/^p/i.test(meridiem)) return hour < 12 ? hour + 12 : hour;
  return /^a/i.test(meridiem) && hour === 12 ? 0 : hour;
}

function zoneOffset(token: string): number {
  const named = zones.get(token.toUpperCase());
  if (named !== undefined) return named;
  const found = zoneNumber.exec(token);
  const minutes = Number(found?.[2] ?? 0) * 60 + Number(found?.[3] ?? 0);
  return found?.[1] === "-" ? -minutes : minutes;
}

function monthOf(token: string): number {
  return /^[a-z]{3,9}\.?$/i.test(token) ? months.indexOf(token.slice(0, 3).toLowerCase()) + 1 : 0;
}

function fullYear(year: string): number {
  const value = Number(year);
  if (year.length > 2) return value;
  return value < 70 ? 2000 + value : 1900 + value;
}

function emptyDate(known: Partial<DateParts>): DateParts {
  return { year: null, month: null, day: null, hour: 0, minute: 0, second: 0, ms: 0, offsetMinutes: 0, ...known };
}

function toMs(parts: DateParts): number | null {
  const { year, month, day, hour, minute, second, ms, offsetMinutes } = parts;
  if (year === null || month === null || day === null || year < 1000) return null;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second, ms) - offsetMinutes * 60_000;
}
