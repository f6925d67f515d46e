import { Link } from "wouter";
import type { Alarm } from "../../src-main/contract/methods/alarms.ts";
import { isRunning, useAlarmWords } from "../lib/alarm-words.ts";
import { useEngine } from "../lib/use-engine.tsx";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import styles from "./AlarmLine.module.css";
import { AlarmMark } from "./AlarmMark.tsx";

/** One line above the work while an alarm runs; it leads to what the alarm rests on. */
export function AlarmLine() {
  const { data } = useEngine("alarms.list", {});
  const running = data?.alarms.filter(isRunning) ?? [];
  const [first] = running;
  return first && data ? (
    <Line alarm={first} asOf={data.asOf} more={Math.max(data.running, running.length) - 1} />
  ) : null;
}

function Line({ alarm, asOf, more }: { alarm: Alarm; asOf: number; more: number }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const { headlineOf } = useAlarmWords();
  const says = { headline: headlineOf(alarm), time: moment(alarm.since) };
  return (
    <p className={styles["line"]} role="status">
      <AlarmMark isRunning isMuted={alarm.mutedUntil !== null && alarm.mutedUntil > asOf} />
      <span className="clip">
        {alarm.looksCoordinated ? t("alarms.lineCoordinated", says) : t("alarms.line", says)}{" "}
        {more > 0 && t("alarms.lineMore", { count: more })}
      </span>
      <Link href={`/alarms?alarm=${alarm.id}`}>{t("alarms.show")}</Link>
    </p>
  );
}
