import { useContext, useState } from "react";
import type { Shift } from "../../../src-main/contract/methods/shifts.ts";
import { localInstant } from "../../lib/format.ts";
import { readNow } from "../../lib/now.ts";
import { TimeZoneContext } from "../../lib/use-format.ts";
import { daysBetween, localDate } from "../../lib/local-date.ts";

/** A shift that has run for longer was probably forgotten: then the one who closes it is asked until when it ran. */
const LONG_MS = 12 * 3_600_000;

export type Until = ReturnType<typeof useUntil>;

/** Until when a shift ran that nobody closed in time; empty = until now. */
export function useUntil(shift: Shift) {
  const timeZone = useContext(TimeZoneContext);
  const [value, change] = useState("");
  const isAsked = readNow() - shift.openedAt > LONG_MS;
  return { isAsked, value, change, timeZone };
}

/** The instant that was written by the desk's clock; null = now. */
export function readUntil({ value, timeZone }: Pick<Until, "value" | "timeZone">): number | null {
  const [date, hours, minutes] = value.split(/[T:]/);
  if (date === undefined || hours === undefined || minutes === undefined) return null;
  const now = readNow();
  const days = daysBetween(localDate(now, timeZone), date);
  return localInstant({ now, days, minute: Number(hours) * 60 + Number(minutes), timeZone });
}
