import { useAlarmWords } from "../../lib/alarm-words.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../class-names.ts";
import { Figure } from "./Figure.tsx";
import { Goal } from "./Goal.tsx";
import { Tile } from "./Tile.tsx";
import type { TileProps } from "./tile-props.ts";
import styles from "./wall.module.css";

/** Whether anything is more than usual, what is muted, and on how many sources that rests. */
export function AlarmTile({ snapshot, age }: TileProps) {
  const { t } = useWords();
  const { seriesOf, excessOf } = useAlarmWords();
  const { moment } = useFormat();
  const alarm = snapshot?.alarm ?? null;
  return (
    <Tile title={t("wall.alarm")} age={age}>
      <div className={classNames(styles["column"], styles["wraps"])}>
        <Figure href="/alarms" says={t("wall.alarm")}>
          {!snapshot ? (
            "–"
          ) : alarm ? (
            <Goal state="missed">{`${seriesOf(alarm.series)} ${excessOf(alarm)}`}</Goal>
          ) : (
            <Goal state="unknown">{t("wall.noAlarm")}</Goal>
          )}
        </Figure>
        <div>
          {alarm && <p className={styles["sub"]}>{t("wall.since", { time: moment(alarm.since) })}</p>}
          {snapshot && snapshot.mutedAlarms > 0 && (
            <p className={styles["sub"]}>{t("wall.alarmsMuted", { count: snapshot.mutedAlarms })}</p>
          )}
          {snapshot && !alarm && (
            <p className={styles["sub"]}>{t("wall.watched", { count: snapshot.freshness.totalSources })}</p>
          )}
        </div>
      </div>
    </Tile>
  );
}
