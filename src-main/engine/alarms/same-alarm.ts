import { slotMs } from "../../domain/alarms/timeline.ts";
import type { AlarmRecord, SeriesName } from "../store/alarm.ts";
import type { CountMemory } from "./count-memory.ts";
import type { Finding } from "./series.ts";

const hourMs = 3_600_000;
/** What is over stays quiet for two days. */
export const keptMs = 48 * hourMs;
/** A spike of hours that begins so long after a slow rise, or after the last such spike, is an alarm of its own. */
const laterMs = 6 * hourMs;
/** What is over is an alarm again when it grew to so many times what it was. */
const grownTimes = 1.5;
/** Two series are about the same when they share so much of all that both hold. */
const sameShare = 0.3;
/** A series that says nothing else than a running alarm does: so much of it is in there. */
const withinShare = 0.7;

/** What is asked of an alarm, and of one that a back-test raised. */
export type Standing = Pick<
  AlarmRecord,
  "kind" | "series" | "also" | "since" | "raisedAt" | "sharpAt" | "endedAt" | "mentions" | "coordinated"
>;

/** Whether a finding is of a series that a running alarm is about. */
export function isAbout(alarm: Standing, { series, kind }: Finding): boolean {
  // A spike of what is negative says all that a dip of the same posts would.
  if (kind === "dip") return alarm.kind === "dip" || alarm.series === "negative" || alarm.series === "all";
  return alarm.kind === "spike" && (alarm.series === series || alarm.also.includes(series));
}

type Counted = { readonly memory: CountMemory; readonly slot: number };

/** Whether it is what is over, or was called no alarm: the same posts are still in the window, and not many came since. */
export function isThat(
  { kind, series, also, since, mentions, endedAt }: Standing,
  { finding, known }: { readonly finding: Finding; readonly known: Counted },
): boolean {
  if (kind !== finding.kind || !(series === finding.series || also.includes(finding.series))) return false;
  if (endedAt === null || finding.since > endedAt) return false;
  // What came in the same quarter of an hour counts as seen.
  const fresh = postsSince(known, { series: finding.series, at: endedAt + slotMs });
  // What a longer window holds of the time before it says nothing about its growth.
  const grown = Math.min(finding.measure.n, postsSince(known, { series: finding.series, at: since }));
  return fresh * 2 < finding.measure.n && grown <= mentions * grownTimes;
}

/** Posts of a series from the quarter of an hour of an instant to the one that is judged. */
export function postsSince(
  { memory, slot }: Counted,
  { series, at }: { readonly series: SeriesName; readonly at: number },
): number {
  const counts = memory.series.get(series);
  let sum = 0;
  for (let of = Math.max(0, Math.floor(at / slotMs) - memory.firstSlot); of <= slot - memory.firstSlot; of += 1)
    sum += counts?.[of] ?? 0;
  return sum;
}

/**
 * Whether a spike of hours comes on top of what a running alarm of the day is about. What began before that was raised is
 * what it was raised for.
 */
export function isSharper({ series, kind, since, raisedAt, sharpAt }: Standing, finding: Finding): boolean {
  if (kind !== "spike" || finding.kind !== "spike" || series !== finding.series || !isSharp(finding)) return false;
  return finding.since > (sharpAt === null ? Math.max(raisedAt, since + laterMs) : sharpAt + laterMs);
}

/** Whether a window of hours is over, not only that of a day. */
export const isSharp = ({ hours }: Pick<Finding, "hours">): boolean => hours.some((one) => one < 24);

/** Whether what is found is another series of what an alarm is about, by the posts of each and those of both. */
export function isSamePosts(
  { coordinated }: Pick<Standing, "coordinated">,
  {
    series,
    ours,
    theirs,
    shared,
    signs,
  }: {
    readonly series: SeriesName;
    readonly ours: number;
    readonly theirs: number;
    readonly shared: number;
    /** What looks like one hand in what is found. */
    readonly signs: number;
  },
): boolean {
  if (shared >= sameShare * (ours + theirs - shared)) return true;
  // What looks like one hand stands out of a busy day; a watch of the same matter does not.
  const isNews = signs > 0 && !coordinated;
  return series.startsWith("watch:") && !isNews && shared >= withinShare * ours;
}
