import type { AlarmKind, AlarmMeasure } from "../../contract/methods/alarms.ts";
import type { Dip } from "../../domain/alarms/dip.ts";
import type { Spike } from "../../domain/alarms/spikes.ts";
import type { SeriesName } from "../store/alarm.ts";

/** A series in which too much is going on, and since when. `overBy` is how far the count passed its bound, in any window. */
export type Finding = {
  readonly series: SeriesName;
  readonly kind: AlarmKind;
  readonly measure: AlarmMeasure;
  readonly overBy: number;
  /** Windows (hours) that hold too many. */
  readonly hours: readonly number[];
  /** The first row of what is going on, and when it came (ms). */
  readonly fromRow: number;
  readonly since: number;
};

const rounded = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

export function measureOfSpike({ hours, count, mean, bound, p }: Spike): AlarmMeasure {
  const usual = rounded(mean, 1);
  return { windowHours: hours, count, usual, bound, n: count, p, ratio: usual === 0 ? null : rounded(count / mean, 1) };
}

export function measureOfDip({ hours, n, share, usual, bound, p }: Dip): AlarmMeasure {
  const percent = (value: number) => rounded(100 * value, 1);
  return {
    windowHours: hours,
    count: percent(share),
    usual: percent(usual),
    bound: percent(bound),
    n,
    p,
    ratio: usual === 0 ? null : rounded(share / usual, 1),
  };
}
