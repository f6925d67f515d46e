import type { Alarm } from "../../../src-main/contract/methods/alarms.ts";
import { isRunning, useAlarmWords } from "../../lib/alarm-words.ts";
import { useWords } from "../../lib/words.ts";
import { AlarmMark } from "../../ui/AlarmMark.tsx";
import work from "../../ui/WorkSheet.module.css";
import styles from "./AlarmCard.module.css";
import { useStateWords } from "./use-state-words.ts";

/** The line of the card: its count against the usual, its state, and how sure the desk is. */
export function AlarmHead({ alarm, now }: { alarm: Alarm; now: number }) {
  const { t } = useWords();
  const { headlineOf } = useAlarmWords();
  const stateWords = useStateWords();
  const isMuted = alarm.mutedUntil !== null && alarm.mutedUntil > now;
  return (
    <header className={work["bar"]}>
      <h2 id="alarm-title" className="clip">
        {headlineOf(alarm)}
      </h2>
      <span className="grow" />
      <span className={styles["state"]}>
        <AlarmMark isRunning={isRunning(alarm)} isMuted={isMuted} />
        {stateWords(alarm, now)}
      </span>
      <span className={styles["confidence"]} title={t("alarms.confidenceHelp")}>
        {t(`alarms.confidence.${alarm.confidence}`)}
      </span>
    </header>
  );
}
