import type { Alarm } from "../../src-main/contract/methods/alarms.ts";
import { isRunning } from "../lib/alarm-words.ts";
import { useEngineNow } from "../lib/clock-now.ts";
import type { Due } from "../lib/told.ts";
import { useEngine } from "../lib/use-engine.tsx";
import { ALARM_GROUP } from "./notice-groups.ts";

export type AlarmDue = Due & { readonly alarm: Alarm };

/** The alarms that people are told of: those that run and are not muted, from when the engine says, who wants to hear of any. */
export function useAlarmsToTell(): readonly AlarmDue[] {
  const { data, dataUpdatedAt } = useEngine("alarms.list", {});
  const { data: own } = useEngine("preferences.get", {});
  const now = useEngineNow({ asOf: data?.asOf ?? 0, readAt: dataUpdatedAt }, 15_000);
  if (!own?.preferences.notices.kinds.includes("alarm")) return [];
  return (data?.alarms ?? []).flatMap((alarm): AlarmDue[] => {
    const { id, noticeAt, mutedUntil } = alarm;
    const isMuted = mutedUntil !== null && mutedUntil > now;
    const isToBeTold = isRunning(alarm) && !isMuted && noticeAt !== null && noticeAt <= now;
    return isToBeTold ? [{ id, noticeAt, group: ALARM_GROUP, alarm }] : [];
  });
}
