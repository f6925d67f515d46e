import type { AlarmSeries } from "../../contract/methods/alarms.ts";
import type { WallSnapshot } from "../../contract/methods/wallboard.ts";
import { runningAlarms } from "../store/alarm.ts";
import type { AlarmRecord, SeriesName } from "../store/alarm.ts";
import type { Db } from "../store/open.ts";
import { listWatches } from "../store/watch.ts";

/**
 * The running alarm that says most, in numbers and with the name of a watch at most: a wall names nobody and quotes
 * nothing. Null when none runs or all are muted.
 */
export async function readWallAlarm(db: Db, now: number): Promise<WallSnapshot["alarm"]> {
  const heard = (await runningAlarms(db)).filter(({ mutedUntil }) => mutedUntil === null || mutedUntil <= now);
  const [first] = heard.toSorted(byWeight);
  if (!first) return null;
  const { kind, coordinated, measure, since } = first;
  const series = await seriesOf(db, first.series);
  return { running: heard.length, kind, series, looksCoordinated: coordinated, measure, since };
}

/** What looks coordinated comes first, then what chance explains least. */
function byWeight(one: AlarmRecord, other: AlarmRecord): number {
  if (one.coordinated !== other.coordinated) return one.coordinated ? -1 : 1;
  return one.measure.p - other.measure.p || one.since - other.since;
}

async function seriesOf(db: Db, name: SeriesName): Promise<AlarmSeries> {
  if (name === "all" || name === "negative") return { kind: name, watch: null };
  const watch = (await listWatches(db)).find(({ rowId }) => name === `watch:${rowId}`);
  return { kind: "watch", watch: watch ? { id: watch.id, name: watch.name } : null };
}
