import type { Sensitivity } from "../../contract/methods/alarm-settings.ts";
import { baselineOf } from "../../domain/alarms/baseline.ts";
import type { Baseline } from "../../domain/alarms/baseline.ts";
import { dipsAt } from "../../domain/alarms/dip.ts";
import { limitsOf } from "../../domain/alarms/sensitivity.ts";
import type { Limits } from "../../domain/alarms/sensitivity.ts";
import { baselineRange, boundsAt, onsetOf, spikesAt } from "../../domain/alarms/spikes.ts";
import type { BoundsOf, WindowBound } from "../../domain/alarms/spikes.ts";
import { slotMs, slotsAnHour } from "../../domain/alarms/timeline.ts";
import type { Stretch, Timeline } from "../../domain/alarms/timeline.ts";
import type { SeriesName } from "../store/alarm.ts";
import type { CountMemory } from "./count-memory.ts";
import { measureOfDip, measureOfSpike } from "./series.ts";
import type { Finding } from "./series.ts";

/** What stands beside the counts: where nobody listened, where alarms ran, and how the desk is set. */
export type Setting = {
  readonly timeline: Timeline;
  readonly alarmed: readonly (Stretch & { readonly series: readonly SeriesName[] })[];
  readonly sensitivity: Sensitivity;
  /** By how much the bounds of a series stand higher. */
  readonly taughtOf: (series: SeriesName) => number;
};

/** A watch that matched fewer in four weeks has nothing usual: a handful of posts is no spike of it yet. */
const sparseTotal = 14;
const leastOfSparse = 8;

function sparse(limits: Limits): Limits {
  return { ...limits, least: Math.max(limits.least, leastOfSparse), leastDayRatio: Number.MAX_SAFE_INTEGER };
}

/** To work out what is usual of so many takes some milliseconds. */
const seriesInTurn = 8;

type Judged = { readonly series: SeriesName; readonly end: number };

type BoundsFor = Judged & { readonly knownEnd: number };
type LimitsFor = (memory: CountMemory, setting: Setting, of: BoundsFor) => BoundsOf;

type Known = { readonly hour: number; readonly baseline: Baseline; readonly total: number };

export type Detector = {
  /**
   * What is too much in the windows that end with a slot (number since 1970), surest first. After some series everything
   * else gets its turn.
   */
  readonly findings: (memory: CountMemory, setting: Setting, slot: number) => Promise<readonly Finding[]>;
  /** The bounds of windows that end before `end` (of the memory), by what is usual at a slot (number since 1970). */
  readonly boundsOf: (
    memory: CountMemory,
    setting: Setting,
    of: { readonly series: SeriesName; readonly slot: number; readonly end: number },
  ) => { readonly bounds: readonly WindowBound[] };
  /** What is usual is worked out anew: history has changed. */
  readonly forget: () => void;
};

/** Judges the series of a memory. What is usual is worked out once an hour for each, so the cost is linear in the series. */
export function createDetector(): Detector {
  const known = new Map<SeriesName, Known>();

  function knownOf(memory: CountMemory, setting: Setting, series: SeriesName, end: number): Known {
    const hour = Math.floor((memory.firstSlot + end) / slotsAnHour);
    const last = known.get(series);
    if (last?.hour === hour) return last;
    const counts = memory.series.get(series) ?? new Uint16Array(memory.length);
    const range = baselineRange(end);
    const alarmed = alarmedSlots(memory, setting, series);
    const baseline = baselineOf(setting.timeline, { counts, alarmed }, range);
    const total = counts.subarray(Math.max(0, range.from), Math.max(0, range.to)).reduce((sum, one) => sum + one, 0);
    const fresh = { hour, baseline, total };
    known.set(series, fresh);
    return fresh;
  }

  function limitsFor(memory: CountMemory, setting: Setting, { series, knownEnd, end }: BoundsFor): BoundsOf {
    const { baseline, total } = knownOf(memory, setting, series, knownEnd);
    const limits = limitsOf[setting.sensitivity];
    const isSparse = series.startsWith("watch:") && total < sparseTotal;
    const { timeline } = setting;
    return { timeline, baseline, end, limits: isSparse ? sparse(limits) : limits, taught: setting.taughtOf(series) };
  }

  return {
    findings: async (memory, setting, slot) => {
      const end = slot + 1 - memory.firstSlot;
      const spikes: (Finding | null)[] = [];
      for (const series of memory.series.keys()) {
        spikes.push(findingOf({ memory, setting, limitsFor, series, end }));
        if (spikes.length % seriesInTurn === 0) await new Promise(setImmediate);
      }
      return surestFirst([...spikes, ...dipFindings(memory, setting, end)]);
    },
    boundsOf: (memory, setting, { series, slot, end }) => ({
      bounds: boundsAt(limitsFor(memory, setting, { series, knownEnd: slot + 1 - memory.firstSlot, end })),
    }),
    forget: () => known.clear(),
  };
}

type FindingOf = Judged & { readonly memory: CountMemory; readonly setting: Setting; readonly limitsFor: LimitsFor };

function findingOf({ memory, setting, limitsFor, series, end }: FindingOf): Finding | null {
  const counts = memory.series.get(series);
  // Most series are silent most of the time: they need no bound.
  if (!counts || !hasAny(counts, end)) return null;
  const judged = limitsFor(memory, setting, { series, knownEnd: end, end });
  const spikes = spikesAt({ counts }, judged);
  // What happens in hours says more than that the day was full.
  const surest = spikes.find(({ hours }) => hours < 24) ?? spikes[0];
  if (!surest) return null;
  const hours = spikes.map((spike) => spike.hours);
  const onset = onsetOf(setting.timeline, { counts }, { baseline: judged.baseline, end, hours: Math.min(...hours) });
  return {
    series,
    kind: "spike",
    measure: measureOfSpike(surest),
    overBy: Math.max(...spikes.map((spike) => spike.count / spike.bound)),
    hours,
    ...startOf(memory, onset, end),
  };
}

function surestFirst(findings: readonly (Finding | null)[]): readonly Finding[] {
  return findings.filter((one) => one !== null).toSorted((a, b) => a.measure.p - b.measure.p);
}

function hasAny(counts: Uint16Array, end: number): boolean {
  for (let at = Math.max(0, end - 24 * slotsAnHour); at < end; at += 1) if (counts[at] !== 0) return true;
  return false;
}

function dipFindings(memory: CountMemory, setting: Setting, end: number): readonly Finding[] {
  const [dip, ...others] = dipsAt({
    timeline: setting.timeline,
    tone: memory.tone,
    alarmed: alarmedSlots(memory, setting, "all"),
    end,
    limits: limitsOf[setting.sensitivity],
    taught: setting.taughtOf("dip"),
  });
  if (!dip) return [];
  const hours = [dip, ...others].map((one) => one.hours);
  const overBy = Math.max(...[dip, ...others].map((one) => one.share / one.bound));
  const from = Math.max(0, end - Math.min(...hours) * slotsAnHour);
  return [{ series: "all", kind: "dip", measure: measureOfDip(dip), overBy, hours, ...startOf(memory, from, end) }];
}

/** The first mention from a slot on. */
function startOf(memory: CountMemory, from: number, end: number): Pick<Finding, "fromRow" | "since"> {
  for (let at = from; at < end; at += 1) {
    const row = memory.firstRows[at] ?? 0;
    if (row > 0) return { fromRow: row, since: (memory.firstSlot + at) * slotMs };
  }
  return { fromRow: Number.MAX_SAFE_INTEGER, since: (memory.firstSlot + from) * slotMs };
}

function alarmedSlots({ firstSlot, length }: CountMemory, { alarmed }: Setting, series: SeriesName): Uint8Array {
  const slots = new Uint8Array(length);
  for (const { series: about, from, to } of alarmed)
    if (about.includes(series))
      slots.fill(
        1,
        Math.max(0, Math.floor(from / slotMs) - firstSlot),
        Math.max(0, Math.floor(to / slotMs) + 1 - firstSlot),
      );
  return slots;
}
