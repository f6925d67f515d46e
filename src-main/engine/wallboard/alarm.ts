import type { WallSnapshot } from "../../contract/methods/wallboard.ts";
import { seriesShapes } from "../alarms/alarm-shape.ts";
import { runningAlarms } from "../store/alarm.ts";
import type { AlarmRecord } from "../store/alarm.ts";
import type { Db } from "../store/open.ts";

/**
 * The running alarm that says most, in numbers and with the name of a watch at most: a wall names nobody and quotes
 * nothing.
 */
export async function readWallAlarms(db: Db, now: number): Promise<Pick<WallSnapshot, "alarm" | "mutedAlarms">> {
  const running = await runningAlarms(db);
  const heard = running.filter(({ mutedUntil }) => mutedUntil === null || mutedUntil <= now);
  const mutedAlarms = running.length - heard.length;
  const [first] = heard.toSorted(byWeight);
  if (!first) return { alarm: null, mutedAlarms };
  const { kind, coordinated, measure, since } = first;
  const shape = await seriesShapes(db, [first.series]);
  const series = shape(first.series);
  return { alarm: { running: heard.length, kind, series, looksCoordinated: coordinated, measure, since }, mutedAlarms };
}

/** What looks coordinated comes first, then what chance explains least. */
function byWeight(one: AlarmRecord, other: AlarmRecord): number {
  if (one.coordinated !== other.coordinated) return one.coordinated ? -1 : 1;
  return one.measure.p - other.measure.p || one.since - other.since;
}
