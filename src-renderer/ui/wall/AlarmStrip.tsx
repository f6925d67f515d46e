import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useAlarmWords } from "../../lib/alarm-words.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../class-names.ts";
import { SlaShape } from "../SlaShape.tsx";
import { Measure } from "./Measure.tsx";
import styles from "./wall.module.css";

const DAY = 24 * 3_600_000;

type WallAlarm = NonNullable<WallSnapshot["alarm"]>;

/** The one filled area of the wall: what is more than usual, since when, and whether it looks coordinated. */
export function AlarmStrip({ alarm, now, isUpright }: { alarm: WallAlarm; now: number; isUpright: boolean }) {
  const { t } = useWords();
  const { seriesOf } = useAlarmWords();
  return (
    <section className={classNames(styles["alarm"], isUpright && styles["alarmUpright"])} aria-label={t("wall.alarm")}>
      <SlaShape state="breached" />
      <h2 className={styles["alarmTitle"]}>{seriesOf(alarm.series)}</h2>
      <p className={styles["alarmFacts"]}>
        <Facts alarm={alarm} now={now} />
      </p>
      <Excess alarm={alarm} />
    </section>
  );
}

function Facts({ alarm, now }: { alarm: WallAlarm; now: number }) {
  const { t } = useWords();
  const { moment, time } = useFormat();
  const { value } = useAlarmWords();
  const { kind, measure, since, looksCoordinated, running } = alarm;
  // Within a day the hour alone is clear, and leaves room for the rest.
  const began = now - since < DAY ? time(since) : moment(since);
  const shown = kind === "dip" ? t("wall.alarmOf", { n: measure.n }) : value(kind, measure.count);
  const facts = [
    t("wall.alarmSince", { count: measure.windowHours, shown, time: began }),
    t(looksCoordinated ? "wall.alarmCoordinated" : "wall.alarmUncoordinated"),
    ...(running > 1 ? [t("wall.alarmMore", { count: running - 1 })] : []),
  ];
  return facts.join(", ");
}

/** How much too much, in one number with its word. */
function Excess({ alarm }: { alarm: WallAlarm }) {
  const { t } = useWords();
  const { excessOf } = useAlarmWords();
  const isTimes = alarm.kind === "spike" && alarm.measure.ratio !== null;
  const word = isTimes ? "alarmUsual" : alarm.kind === "dip" ? "alarmNegative" : "alarmNone";
  return (
    <div className={styles["excess"]}>
      <Measure className={styles["excessNumber"]} text={excessOf(alarm)} />
      <span>{t(`wall.${word}`)}</span>
    </div>
  );
}
