import type { AlarmKind } from "../../../src-main/contract/methods/alarms.ts";
import { useAlarmWords } from "../../lib/alarm-words.ts";
import type { Output } from "../../lib/engine.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./AlarmHours.module.css";

type HoursTableProps = { kind: AlarmKind; hours: Output<"alarms.show">["hours"] };

/** The same hours in figures, the newest first; of a dip they are shares. */
export function HoursTable({ kind, hours }: HoursTableProps) {
  const { t } = useWords();
  const { date, time } = useFormat();
  const { value } = useAlarmWords();
  const shown = (measured: number | null) => (measured === null ? "–" : value(kind, measured));
  return (
    <table className={styles["figures"]}>
      <thead>
        <tr>
          <th scope="col">{t("alarms.chart.hour")}</th>
          <th scope="col">{t(kind === "dip" ? "alarms.chart.negative" : "alarms.chart.count")}</th>
          <th scope="col">{t("alarms.chart.usualColumn")}</th>
          <th scope="col">{t("alarms.chart.bound")}</th>
        </tr>
      </thead>
      <tbody>
        {hours.toReversed().map(({ from, count, usual, bound }) => (
          <tr key={from}>
            <th scope="row">
              {date(from)} {time(from)}
            </th>
            <td>
              {count === null ? t(kind === "dip" ? "alarms.chart.noTone" : "alarms.chart.none") : value(kind, count)}
            </td>
            <td>{shown(usual)}</td>
            <td>{shown(bound)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
