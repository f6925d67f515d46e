import type { Alarm } from "../../../src-main/contract/methods/alarms.ts";
import { isRunning, useAlarmWords } from "../../lib/alarm-words.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./AlarmCard.module.css";
import { oddsOf } from "./odds.ts";
import { Part } from "./Part.tsx";

/** The count against its usual range, the ratio, what chance would do, and since when. */
export function WhatPart({ alarm, now }: { alarm: Alarm; now: number }) {
  const { t } = useWords();
  const { list, number } = useFormat();
  const { seriesOf } = useAlarmWords();
  const { ratio } = alarm.measure;
  return (
    <Part title={t("alarms.what.title")}>
      <p className={styles["lead"]}>
        <Measured alarm={alarm} /> {ratio !== null && t("alarms.what.ratio", { ratio: number(ratio, 1) })}{" "}
        <Chance p={alarm.measure.p} />
      </p>
      {alarm.also.length > 0 && <p>{t("alarms.what.also", { series: list(alarm.also.map(seriesOf)) })}</p>}
      <p className={styles["when"]}>
        <Lasting alarm={alarm} now={now} />
      </p>
    </Part>
  );
}

function Measured({ alarm: { kind, measure } }: { alarm: Alarm }) {
  const { t } = useWords();
  const { number } = useFormat();
  const { value } = useAlarmWords();
  const { windowHours, count, usual, bound, n } = measure;
  const range = { count: windowHours, usual: value(kind, usual), bound: value(kind, bound) };
  if (kind === "dip") return t("alarms.what.dip", { ...range, shown: value(kind, count), n: number(n) });
  return t("alarms.what.spike", { ...range, shown: t("alarms.what.mentions", { count, shown: value(kind, count) }) });
}

function Chance({ p }: { p: number }) {
  const { t } = useWords();
  const { number } = useFormat();
  const odds = oddsOf(p);
  const says = odds === null ? t("alarms.what.oddsTiny") : t("alarms.what.odds", { number: number(odds) });
  return t("alarms.what.chance", { odds: says });
}

function Lasting({ alarm, now }: { alarm: Alarm; now: number }) {
  const { t } = useWords();
  const { moment, minutes } = useFormat();
  const { since, raisedAt, endedAt, dismissedAt } = alarm;
  const noticed = t("alarms.noticed", { time: moment(raisedAt) });
  if (isRunning(alarm))
    return `${t("alarms.runningFor", { time: moment(since), length: minutes(Math.max(0, now - since)) })} · ${noticed}`;
  if (dismissedAt !== null)
    return `${t("alarms.dismissedAt", { from: moment(since), to: moment(dismissedAt) })} · ${noticed}`;
  const to = endedAt ?? now;
  return `${t("alarms.ranFor", { from: moment(since), to: moment(to), length: minutes(to - since) })} · ${noticed}`;
}
