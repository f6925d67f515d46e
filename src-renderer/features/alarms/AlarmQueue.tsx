import { Link } from "wouter";
import type { Alarm } from "../../../src-main/contract/methods/alarms.ts";
import { isRunning, useAlarmWords } from "../../lib/alarm-words.ts";
import type { Output } from "../../lib/engine.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useAriaKeys } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { AlarmMark } from "../../ui/AlarmMark.tsx";
import { classNames } from "../../ui/class-names.ts";
import { KeyHint } from "../../ui/KeyHint.tsx";
import type { AlarmGroup } from "./alarm-groups.ts";
import column from "../../ui/QueueColumn.module.css";
import styles from "./AlarmQueue.module.css";
import { NoticeSwitch } from "../../ui/NoticeSwitch.tsx";
import { useStateWords } from "./use-state-words.ts";

type AlarmQueueProps = {
  listed: Output<"alarms.list">;
  groups: readonly AlarmGroup[];
  chosenId: string | null;
  now: number;
  onChoose: (id: string) => void;
};

/** What runs, then what was, day by day; at the foot how alarms are found and who is told. */
export function AlarmQueue({ listed, groups, chosenId, now, onChoose }: AlarmQueueProps) {
  const { t } = useWords();
  const ariaKeys = useAriaKeys("s");
  const { number } = useFormat();
  return (
    <nav className={classNames(column["queue"], styles["wide"])} aria-label={t("alarms.label")}>
      <header className={column["bar"]}>
        <h1>{t("screen.alarms")}</h1>
        {listed.running > 0 && <span className={column["count"]}>{number(listed.running)}</span>}
      </header>
      <div className={column["list"]}>
        {groups.map(({ day, alarms }) => (
          <section key={day ?? ""} aria-label={day ?? t("alarms.group.running")}>
            <h2 className={column["group"]}>{day ?? t("alarms.group.running")}</h2>
            <ul>
              {alarms.map((alarm) => (
                <li key={alarm.id}>
                  <Line alarm={alarm} now={now} isChosen={alarm.id === chosenId} onChoose={() => onChoose(alarm.id)} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <footer className={styles["foot"]}>
        <NoticeSwitch isOn={listed.settings.notify} />
        <Link href="/settings?section=alarms" aria-keyshortcuts={ariaKeys} className={styles["setting"]}>
          {t("alarms.setting", { sensitivity: t(`alarms.sensitivity.${listed.settings.sensitivity}`) })}
          <KeyHint keys="s" />
        </Link>
      </footer>
    </nav>
  );
}

type LineProps = { alarm: Alarm; now: number; isChosen: boolean; onChoose: () => void };

function Line({ alarm, now, isChosen, onChoose }: LineProps) {
  const { t } = useWords();
  const { time } = useFormat();
  const { seriesOf, excessOf, measured } = useAlarmWords();
  const stateWords = useStateWords();
  const isMuted = isRunning(alarm) && alarm.mutedUntil !== null && alarm.mutedUntil > now;
  return (
    <button
      type="button"
      className={classNames(column["line"], isChosen && column["on"])}
      aria-current={isChosen ? "true" : undefined}
      onClick={onChoose}
    >
      <b className="clip">{seriesOf(alarm.series)}</b>
      <b className={styles["excess"]}>{excessOf(alarm)}</b>
      <span className="clip">
        {time(alarm.since)} {alarm.looksCoordinated ? t("alarms.coordinated") : measured(alarm)}
      </span>
      <span className={styles["state"]}>
        <AlarmMark isRunning={isRunning(alarm)} isMuted={isMuted} size={12} />
        {stateWords(alarm, now)}
      </span>
    </button>
  );
}
