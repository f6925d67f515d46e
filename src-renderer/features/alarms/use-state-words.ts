import type { Alarm } from "../../../src-main/contract/methods/alarms.ts";
import { isRunning } from "../../lib/alarm-words.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";

/** The state of an alarm in a word or two. */
export function useStateWords(): (alarm: Alarm, now: number) => string {
  const { t } = useWords();
  const { time } = useFormat();
  return (alarm, now) => {
    if (!isRunning(alarm)) return t(alarm.state === "dismissed" ? "alarms.state.dismissed" : "alarms.state.ended");
    if (alarm.mutedUntil !== null && alarm.mutedUntil > now)
      return t("alarms.state.muted", { time: time(alarm.mutedUntil) });
    return t("alarms.state.running");
  };
}
