import { slotMs } from "../../domain/alarms/timeline.ts";
import type { AlarmRecord, SeriesName } from "../store/alarm.ts";
import type { Known } from "./known-counts.ts";
import type { Finding } from "./series.ts";

const hourMs = 3_600_000;
/** A spike of hours that begins so long after a slow rise, or after the last such spike, is an alarm of its own. */
const laterMs = 6 * hourMs;
/** What is over is an alarm again when it grew to so many times what it was. */
const grownTimes = 1.5;

/** Whether a finding is of a series that a running alarm is about. */
export function isAbout(alarm: AlarmRecord, { series, kind }: Finding): boolean {
  // A spike of what is negative says all that a dip of the same posts would.
  if (kind === "dip") return alarm.kind === "dip" || alarm.series === "negative" || alarm.series === "all";
  return alarm.kind === "spike" && (alarm.series === series || alarm.also.includes(series));
}

/** Whether it is what is over, or was called no alarm: the same posts are still in the window, and not many came since. */
export function isThat(
  { kind, series, also, mentions, endedAt }: AlarmRecord,
  { finding, known }: { readonly finding: Finding; readonly known: Known },
): boolean {
  if (kind !== finding.kind || !(series === finding.series || also.includes(finding.series))) return false;
  if (endedAt === null || finding.since > endedAt) return false;
  const { n } = finding.measure;
  const fresh = postsSince(known, { series: finding.series, at: endedAt });
  return fresh * 2 < n && n <= mentions * grownTimes;
}

function postsSince({ memory }: Known, { series, at }: { readonly series: SeriesName; readonly at: number }): number {
  // What came in the same quarter of an hour counts as seen.
  const from = Math.max(0, Math.floor(at / slotMs) + 1 - memory.firstSlot);
  return (
    memory.series
      .get(series)
      ?.subarray(from)
      .reduce((sum, count) => sum + count, 0) ?? 0
  );
}

/** Whether a spike of hours comes on top of what a running alarm of the day is about. */
export function isSharper({ series, kind, since, sharpAt }: AlarmRecord, finding: Finding): boolean {
  if (kind !== "spike" || finding.kind !== "spike" || series !== finding.series || !isSharp(finding)) return false;
  return finding.since > (sharpAt ?? since) + laterMs;
}

/** Whether a window of hours is over, not only that of a day. */
export const isSharp = ({ hours }: Pick<Finding, "hours">): boolean => hours.some((one) => one < 24);
