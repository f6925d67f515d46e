import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";

const DAY_MS = 86_400_000;

/** Long stretches in days with one digit: "26.4 days", "1 day". */
export function useHowLong(): { days: (ms: number) => string } {
  const { t } = useWords();
  const { number } = useFormat();
  return {
    days: (ms) => {
      const count = Math.round((ms / DAY_MS) * 10) / 10;
      return t("topics.days", { count, shown: number(count, Number.isInteger(count) ? 0 : 1) });
    },
  };
}
