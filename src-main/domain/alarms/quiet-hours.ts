import type { AlarmSettings } from "../../contract/methods/alarm-settings.ts";
import { offsetMsAt } from "../calendar/time-zone.ts";

const minuteMs = 60_000;
const dayMinutes = 1440;

/** When people may be told of what happens at an instant: then, or at the end of the quiet hours that it falls in. */
export function noticeAfter(
  at: number,
  { quietHours, timeZone }: Pick<AlarmSettings, "quietHours"> & { readonly timeZone: string },
): number {
  if (quietHours === null || quietHours.from === quietHours.to) return at;
  const wall = at + offsetMsAt(at, timeZone);
  const minute = Math.floor(wall / minuteMs) % dayMinutes;
  const { from, to } = quietHours;
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!isQuiet) return at;
  const left = (to - minute + dayMinutes) % dayMinutes;
  return Math.floor(at / minuteMs) * minuteMs + left * minuteMs;
}
