import type { Wall } from "../../../src-main/contract/methods/settings.ts";

type Dark = { readonly night: Wall["night"]; readonly timeZone: string | undefined };

/** How much darker the wall is at an instant, in percent; by the wall clock of the desk, so that summer time changes nothing. */
export function dimAt(at: number, { night, timeZone }: Dark): number {
  if (!night) return 0;
  const minute = minuteOfDay(at, timeZone);
  const { fromMinute: from, toMinute: to, dimPercent } = night;
  const isDark = from <= to ? minute >= from && minute < to : minute >= from || minute < to;
  return isDark ? dimPercent : 0;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function minuteOfDay(at: number, timeZone: string | undefined): number {
  const key = timeZone ?? "";
  const clock =
    clocks.get(key) ??
    new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", hour: "2-digit", minute: "2-digit" });
  clocks.set(key, clock);
  const [hour = 0, minute = 0] = clock.format(at).split(":").map(Number);
  return hour * 60 + minute;
}
