import type { EventPayload } from "../../domain/events.ts";
import type { AlarmRecord } from "../store/alarm.ts";
import { watchRowOf } from "../store/alarm-posts.ts";
import type { Db } from "../store/open.ts";
import { watchNames } from "../store/watch.ts";

/** What the event log keeps of an alarm: `of` is what it counts, `name` the watch where it is one. */
export async function alarmSays(
  db: Db,
  alarm: Pick<AlarmRecord, "kind" | "series" | "measure" | "coordinated">,
): Promise<EventPayload> {
  const { kind, series, measure, coordinated } = alarm;
  const watch = watchRowOf(series);
  const name = watch === null ? null : ((await watchNames(db, [watch])).get(watch)?.name ?? null);
  return {
    of: kind === "dip" ? "dip" : watch === null ? series : "watch",
    ...(name === null ? {} : { name }),
    count: measure.count,
    usual: measure.usual,
    hours: measure.windowHours,
    coordinated,
  };
}
