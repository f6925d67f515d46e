import { z } from "zod";

export const sensitivities = ["calm", "normal", "watchful"] as const;
export const Sensitivity = z.enum(sensitivities);
export type Sensitivity = z.infer<typeof Sensitivity>;

const MinuteOfDay = z.number().int().min(0).max(1439);

/** How spikes are found and told. Quiet hours are local minutes of the day; `from` after `to` goes over midnight. */
export const AlarmSettings = z.object({
  sensitivity: Sensitivity,
  /** How long all must be usual again before an alarm ends and a new one can begin. */
  coolDownMinutes: z.number().int().min(0).max(1440),
  /** An alarm in these hours is kept and shown; people are told of it at their end. */
  quietHours: z.object({ from: MinuteOfDay, to: MinuteOfDay }).nullable(),
  /** Whether the desktop tells of alarms. */
  notify: z.boolean(),
});
export type AlarmSettings = z.infer<typeof AlarmSettings>;
