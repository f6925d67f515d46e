import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";

const DAY = 24 * 60 * 60_000;

/** A moment as a column shows it: the time today and in the next 24 hours, "yesterday", else the day; never is a dash. */
export function useWhen(now: number): (at: number | null) => string {
  const { t } = useWords();
  const { time, date } = useFormat();
  return (at) => {
    if (at === null) return "–";
    const day = date(at);
    if (day === date(now) || (at > now && at - now < DAY)) return time(at);
    return day === date(now - DAY) ? t("monitor.yesterday") : day;
  };
}
