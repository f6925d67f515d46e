import { offsetMsAt, wallToInstant } from "./time-zone.ts";

const dayMs = 86_400_000;

export type Period = { readonly from: number; readonly to: number };

/**
 * The equal period before: as many local days where the period is whole local days, so that a week with a change of the clock (167
 * or 169 hours) is compared with a week; else as many milliseconds. `shift` puts an instant back by the same.
 */
export function periodBefore(
  { from, to }: Period,
  timeZone: string,
): Period & { readonly shift: (at: number) => number } {
  const [first, last] = [dayOf(from, timeZone), dayOf(to, timeZone)];
  const isDayEdge = (at: number) => at === startOfLocalDay(at, timeZone);
  const days = isDayEdge(from) && isDayEdge(to) ? last - first : 0;
  const shift = (at: number) => {
    if (days === 0) return at - (to - from);
    // A day may begin at one o'clock, where spring skips midnight.
    if (isDayEdge(at)) return wallToInstant((dayOf(at, timeZone) - days) * dayMs, timeZone);
    return wallToInstant(wallOf(at, timeZone) - days * dayMs, timeZone);
  };
  return { from: shift(from), to: from, shift };
}

/** The local days that a period touches, oldest first, each cut to the period; 23 or 25 hours long when the clock changes. */
export function localDaysOf({ from, to }: Period, timeZone: string): readonly Period[] {
  const days: Period[] = [];
  let begin = from;
  while (begin < to) {
    const midnight = wallToInstant((dayOf(begin, timeZone) + 1) * dayMs, timeZone);
    const end = Math.min(to, Math.max(begin + 1, midnight));
    days.push({ from: begin, to: end });
    begin = end;
  }
  return days;
}

/** The beginning of the local day of an instant. */
export function startOfLocalDay(at: number, timeZone: string): number {
  return wallToInstant(dayOf(at, timeZone) * dayMs, timeZone);
}

/** Days since 1970 by the local clock. */
function dayOf(at: number, timeZone: string): number {
  return Math.floor(wallOf(at, timeZone) / dayMs);
}

function wallOf(at: number, timeZone: string): number {
  return at + offsetMsAt(at, timeZone);
}
