import type { SavedReport } from "../../../../src-main/contract/methods/saved-reports.ts";
import { useWords } from "../../../lib/words.ts";
import { sayTime, type Weekday, type WhatKey } from "./saved-draft.ts";

/** What a saved report holds, and when it is written, in words. */
export function useWhatWords() {
  const { t } = useWords();
  const weekday = (day: Weekday) => t(`savedReports.weekday.${day}`);
  return {
    weekday,
    what(key: WhatKey): string {
      if (key === "kpi" || key === "cases" || key === "shift_log") return t(`savedReports.what.${key}`);
      // `report:` and a name of the closed set.
      const report = key.slice("report:".length) as Extract<SavedReport["what"], { of: "report" }>["report"];
      return t("savedReports.report", { name: t(`reports.name.${report}`) });
    },
    schedule(schedule: SavedReport["schedule"]): string {
      if (schedule.kind === "daily") return t("savedReports.scheduled.daily", { time: sayTime(schedule.minute) });
      if (schedule.kind === "weekly")
        return t("savedReports.scheduled.weekly", {
          weekday: weekday(schedule.weekday),
          time: sayTime(schedule.minute),
        });
      return t(`savedReports.scheduled.${schedule.kind}`);
    },
  };
}
