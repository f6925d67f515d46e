import type { Sensitivity } from "../../src-main/contract/methods/alarm-settings.ts";
import type { Alarm, AlarmSeries } from "../../src-main/contract/methods/alarms.ts";
import { useFormat } from "./use-format.ts";
import { useWords } from "./words.ts";

/** What is said of an alarm in one line, wherever it is: it names a count and numbers, and no person. */
export type AlarmGist = Pick<Alarm, "kind" | "series" | "measure">;

/** From the fewest alarms to the most. */
export const sensitivityNames = ["calm", "normal", "watchful"] as const satisfies readonly Sensitivity[];

/** Whether an alarm goes on; a mute does not end it. */
export function isRunning({ state }: Pick<Alarm, "state">): boolean {
  return state === "raised" || state === "ongoing";
}

/** A usual count can be a part of one: it keeps one digit where that says something. */
export function digitsOf(measured: number): 0 | 1 {
  return Number.isInteger(measured) || measured >= 10 || measured < 0.05 ? 0 : 1;
}

/** Alarms in words: which count, how much of it, against what is usual. */
export function useAlarmWords() {
  const { t } = useWords();
  const { number, percent } = useFormat();

  function seriesOf({ kind, watch }: AlarmSeries): string {
    if (kind !== "watch") return t(`alarms.series.${kind}`);
    return watch ? t("alarms.series.watch", { name: watch.name }) : t("alarms.series.gone");
  }

  /** A value of the measure: a count, or a share for the tone; usual counts can be parts of one. */
  function value(kind: Alarm["kind"], measured: number): string {
    return kind === "dip" ? percent(measured) : number(measured, digitsOf(measured));
  }

  function headlineOf({ kind, series, measure: { count, usual, ratio } }: AlarmGist): string {
    const named = seriesOf(series);
    const shown = value(kind, count);
    if (kind === "dip") return t("alarms.headline.dip", { series: named, count: shown, usual: value(kind, usual) });
    if (ratio === null) return t("alarms.headline.fromNone", { series: named, count: shown });
    return t("alarms.headline.ratio", { series: named, ratio: number(ratio, 1) });
  }

  /** "5.1×", or the value itself where there is no ratio to the usual. */
  function excessOf({ kind, measure: { count, ratio } }: AlarmGist): string {
    return kind === "spike" && ratio !== null ? `${number(ratio, 1)}×` : value(kind, count);
  }

  /** "164 in 1 h, usual 32" */
  function measured({ kind, measure: { windowHours, count, usual } }: AlarmGist): string {
    return t(`alarms.short.${kind}`, { count: windowHours, shown: value(kind, count), usual: value(kind, usual) });
  }

  return { seriesOf, headlineOf, excessOf, measured, value };
}
