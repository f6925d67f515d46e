const DAY_MS = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs about a hundred times what using it does.
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatters.set(timeZone, made);
  return made;
}

/** Whether the runtime knows this IANA time zone, so that a setting can be refused before it is used. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatterOf(timeZone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Milliseconds to add to UTC for the wall clock of the zone at that instant. Throws RangeError for an unknown zone. */
export function offsetMsAt(instant: number, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/**
 * The instant at which the wall clock of the zone shows `wall` (the wall time written as if it were UTC).
 * A time that comes twice (autumn) is the first one; a time that is skipped (spring) is the moment of the change,
 * so that hours from 02:30 on a day without 02:30 open when the clock jumps past it.
 */
export function wallToInstant(wall: number, timeZone: string): number {
  const before = offsetMsAt(wall - DAY_MS, timeZone);
  const after = offsetMsAt(wall + DAY_MS, timeZone);
  if (before === after) return wall - before;
  const early = wall - before;
  if (offsetMsAt(early, timeZone) === before) return early;
  const late = wall - after;
  if (offsetMsAt(late, timeZone) === after) return late;
  return firstInstantWithOffset({ from: late, to: early, offset: after, timeZone });
}

function firstInstantWithOffset(search: { from: number; to: number; offset: number; timeZone: string }): number {
  let low = search.from;
  let high = search.to;
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offsetMsAt(middle, search.timeZone) === search.offset) high = middle;
    else low = middle;
  }
  return high;
}
