import type { ReportStep } from "../../../src-main/contract/methods/reports.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** How the steps of a chart are called: hours, days, weeks by the desk's clock. A day of 23 or 25 hours says so. */
export function useStepWords(step: ReportStep) {
  const { t } = useWords();
  const { day, date, time } = useFormat();
  function hoursMark(from: number, to: number): string {
    const hours = (to - from) / HOUR_MS;
    return step === "day" && hours !== DAY_HOURS ? t("reportsPage.hours", { hours }) : "";
  }
  return {
    /** At the axis. */
    tick: (at: number) =>
      step === "hour" ? (time(at) === "00:00" ? day(at) : time(at)) : step === "day" ? day(at) : date(at),
    hoursMark,
    /** In a table or read out. */
    full(from: number, to: number): string {
      const name =
        step === "hour"
          ? `${day(from)} ${time(from)}`
          : step === "day"
            ? `${day(from)}, ${date(from)}`
            : t("reportsPage.span", { from: date(from), to: date(to - 1) });
      const mark = hoursMark(from, to);
      return mark ? `${name} (${mark})` : name;
    },
  };
}
