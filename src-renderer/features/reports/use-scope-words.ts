import { useContext } from "react";
import type { KpiBasis } from "../../../src-main/contract/methods/kpis.ts";
import { TimeZoneContext, useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import type { Filter } from "./choice.ts";
import { localDate } from "../../lib/local-date.ts";
import type { Span } from "./period.ts";

/** Period, buckets, clock and counting in words, as they stand in titles. */
export function useScopeWords() {
  const { t } = useWords();
  const { date, time, list } = useFormat();
  const timeZone = useContext(TimeZoneContext);
  const isMidnight = (at: number) => time(at) === "00:00";
  const sayMoment = (at: number) => `${date(at)} ${time(at)}`;
  return {
    /** "13 Nov to 19 Nov"; with times where it does not begin and end at midnight. */
    span({ from, to }: Span): string {
      if (isMidnight(from) && isMidnight(to)) {
        const last = to - 1;
        if (localDate(from, timeZone) === localDate(last, timeZone)) return date(from);
        return t("reportsPage.span", { from: date(from), to: date(last) });
      }
      const isOneDay = localDate(from, timeZone) === localDate(to, timeZone);
      return t("reportsPage.span", { from: sayMoment(from), to: isOneDay ? time(to) : sayMoment(to) });
    },
    buckets: ({ buckets }: Pick<Filter, "buckets">): string =>
      buckets.length === 0 ? t("reportsPage.allBuckets") : list(buckets.map((bucket) => t(`bucket.${bucket}`))),
    /** On which hours clocks ran: "" is the desk's own calendar. */
    clock({ calendars, scope }: Pick<KpiBasis, "calendars" | "scope">): string {
      if (scope.clock === "elapsed" || calendars.length === 0) return t("reportsPage.clock.elapsed");
      return list(calendars.map((name) => name || t("reportsPage.clock.hours")));
    },
    counted: ({ counted }: Pick<Filter, "counted">): string => t(`reportsPage.counted.${counted}`),
  };
}
