import type { AlarmSettings } from "../../../src-main/contract/methods/alarm-settings.ts";
import { readClock, sayClock } from "./clock-minutes.ts";
import { readNumber } from "./read-words.ts";
import type { Faults } from "../../lib/faults.ts";
import type { SectionParts } from "./use-section.ts";

export type AlarmsDraft = {
  sensitivity: AlarmSettings["sensitivity"];
  coolDown: string;
  isQuiet: boolean;
  quietFrom: string;
  quietTo: string;
  notify: boolean;
};

const coolDownLimits = { min: 0, max: 1440 };
/** What quiet hours begin with when they are switched on: 22:00 to 07:00. */
const usualQuiet = { from: 1320, to: 420 };
const lastMinute = 1439;

export const alarmsParts: SectionParts<AlarmsDraft> = {
  keys: ["alarms"],
  toDraft: ({ alarms }) => ({
    sensitivity: alarms.sensitivity,
    coolDown: String(alarms.coolDownMinutes),
    isQuiet: alarms.quietHours !== null,
    quietFrom: sayClock((alarms.quietHours ?? usualQuiet).from),
    quietTo: sayClock((alarms.quietHours ?? usualQuiet).to),
    notify: alarms.notify,
  }),
  read: ({ sensitivity, coolDown, isQuiet, quietFrom, quietTo, notify }) => {
    const coolDownMinutes = readNumber(coolDown, { ...coolDownLimits, isWhole: true });
    const [from, to] = [readMinute(quietFrom), readMinute(quietTo)];
    const faults: Faults = {
      ...(coolDownMinutes === null && {
        coolDown: { says: "settings.numberBad", params: coolDownLimits },
      }),
      ...(isQuiet && from === null && { quietFrom: { says: "settings.alarms.clockBad" } }),
      ...(isQuiet && to === null && { quietTo: { says: "settings.alarms.clockBad" } }),
      ...(isQuiet && from !== null && from === to && { quietTo: { says: "settings.alarms.same" } }),
    };
    const quietHours = isQuiet ? { from: from ?? 0, to: to ?? 0 } : null;
    return { change: { alarms: { sensitivity, coolDownMinutes: coolDownMinutes ?? 0, quietHours, notify } }, faults };
  },
};

/** Midnight is the beginning of a day here, also when somebody writes 24:00. */
function readMinute(text: string): number | null {
  const minute = readClock(text);
  return minute !== null && minute > lastMinute ? 0 : minute;
}
