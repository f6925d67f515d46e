import { useContext } from "react";
import { readNow } from "../../lib/now.ts";
import { TimeZoneContext, useFormat } from "../../lib/use-format.ts";
import { localDate } from "../../lib/local-date.ts";

/** The narrow time of a sheet: "14:02" today, "Fri 20" on another day of these weeks, else the date. */
export function useWhen(): (at: number) => string {
  const { time, day, date } = useFormat();
  const timeZone = useContext(TimeZoneContext);
  return (at) => {
    const now = readNow();
    if (localDate(at, timeZone) === localDate(now, timeZone)) return time(at);
    return Math.abs(at - now) < 14 * 86_400_000 ? day(at) : date(at);
  };
}
