import { offsetMsAt, wallToInstant } from "./time-zone.ts";

const dayMs = 86_400_000;

/** A local day: its date YYYY-MM-DD and its instants, `to` excluded; 23 or 25 hours long when the clock changes. */
export type LocalDay = { readonly date: string; readonly from: number; readonly to: number };

/** The last `count` local days of a time zone, oldest first; the last one is the day of `now`. */
export function lastLocalDays(now: number, timeZone: string, count: number): readonly LocalDay[] {
  const today = Math.floor((now + offsetMsAt(now, timeZone)) / dayMs);
  return Array.from({ length: count }, (_, at) => {
    const day = today - count + 1 + at;
    return {
      date: new Date(day * dayMs).toISOString().slice(0, 10),
      from: wallToInstant(day * dayMs, timeZone),
      to: wallToInstant((day + 1) * dayMs, timeZone),
    };
  });
}
