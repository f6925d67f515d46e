import type { Alarm } from "../../../src-main/contract/methods/alarms.ts";
import { isRunning } from "../../lib/alarm-words.ts";

/** `day` is null for what runs, else the words of the day on which it was raised. */
export type AlarmGroup = { readonly day: string | null; readonly alarms: readonly Alarm[] };

/**
 * What runs first, then day by day, the newest first.
 * @example groupAlarms([ended, running], () => "18 Nov") // [{ day: null, alarms: [running] }, { day: "18 Nov", … }]
 */
export function groupAlarms(alarms: readonly Alarm[], dayOf: (at: number) => string): readonly AlarmGroup[] {
  const newestFirst = alarms.toSorted((one, other) => other.raisedAt - one.raisedAt || (one.id < other.id ? 1 : -1));
  const running = newestFirst.filter(isRunning);
  const days = Map.groupBy(
    newestFirst.filter((alarm) => !isRunning(alarm)),
    (alarm) => dayOf(alarm.raisedAt),
  );
  return [
    ...(running.length > 0 ? [{ day: null, alarms: running }] : []),
    ...[...days].map(([day, over]) => ({ day, alarms: over })),
  ];
}
