import type { WallSnapshot } from "../../contract/methods/wallboard.ts";
import { seriesShapes } from "../alarms/alarm-shape.ts";
import { runningAlarms } from "../store/alarm.ts";
import type { AlarmRecord } from "../store/alarm.ts";
import type { Db } from "../store/open.ts";

/**
 * The running alarm that says most, in numbers and with the name of a watch at most: a wall names nobody and quotes
 * nothing. Null when none runs or all are muted.
 */
export async function readWallAlarm(db: Db, now: number): Promise<WallSnapshot["alarm"]> {
  const heard = (await runningAlarms(db)).filter(({ mutedUntil }) => mutedUntil === null || mutedUntil <= now);
  const [first] = heard.toSorted(byWeight);
  if (!first) return null;
  const { kind, coordinated, measure, since } = first;
  const shape = await seriesShapes(db, [first.series]);
  return { running: heard.length, kind, series: shape(first.series), looksCoordinated: coordinated, measure, since };
}

/** What looks coordinated comes first, then what chance explains least. */
function byWeight(one: AlarmRecord, other: AlarmRecord): number {
  if (one.coordinated !== other.coordinated) return one.coordinated ? -1 : 1;
  return one.measure.p - other.measure.p || one.since - other.since;
}
