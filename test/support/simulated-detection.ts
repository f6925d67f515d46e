import type { Sensitivity } from "../../src-main/contract/methods/alarm-settings.ts";
import { baselineDays, baselineOf } from "../../src-main/domain/alarms/baseline.ts";
import type { Baseline } from "../../src-main/domain/alarms/baseline.ts";
import { limitsOf } from "../../src-main/domain/alarms/sensitivity.ts";
import { baselineRange, spikesAt } from "../../src-main/domain/alarms/spikes.ts";
import { slotsADay, slotsAnHour, timelineOf } from "../../src-main/domain/alarms/timeline.ts";
import type { Stretch } from "../../src-main/domain/alarms/timeline.ts";
import { createChance, simulateStream, usualPerSlot } from "./simulator.ts";
import type { Burst, Stream, World } from "./simulator.ts";

/** A stretch of slots in which something was too much. */
export type Raised = { readonly from: number; readonly to: number };

export type Detection = {
  readonly sensitivity: Sensitivity;
  readonly gaps?: readonly Stretch[];
  /** From which slot of the stream on it is judged; after a month of listening unless given. */
  readonly from?: number;
};

const coolDownSlots = slotsAnHour;
const learned = (baselineDays + 1) * slotsADay;

/** The alarms of a stream, slot by slot as the desk would have raised them: of everything and of what is negative, as one. */
export function detectIn(
  { firstSlot, counts, negative }: Stream,
  { sensitivity, gaps = [], from = learned }: Detection,
): readonly Raised[] {
  const timeline = timelineOf({ firstSlot, length: counts.length, timeZone: "UTC", gaps });
  const series = [counts, negative].map((of) => ({ counts: of, alarmed: new Uint8Array(counts.length) }));
  const known: (Baseline | undefined)[] = [];
  const raised: { from: number; to: number }[] = [];
  for (let end = from; end <= counts.length; end += 1) {
    const isOver = series.map((one, at) => {
      if (known[at] === undefined || end % slotsAnHour === 0) known[at] = baselineOf(timeline, one, baselineRange(end));
      const baseline = known[at];
      const spikes = spikesAt(one, { timeline, baseline, end, limits: limitsOf[sensitivity], taught: 1 });
      const [surest] = spikes;
      if (surest) one.alarmed.fill(1, Math.max(0, end - surest.hours * slotsAnHour), end);
      return surest !== undefined;
    });
    if (!isOver.includes(true)) continue;
    const last = raised.at(-1);
    if (last && end - last.to <= coolDownSlots) last.to = end;
    else raised.push({ from: end, to: end });
  }
  return raised;
}

export type Rates = {
  readonly perDay: number;
  readonly noise: World["noise"];
  readonly falseAlarmsPerWeek: number;
  readonly weeks: number;
  /** Share of the bursts that were noticed before they were an hour over. */
  readonly recall: number;
  readonly bursts: number;
};

const burstHours = 3;
const leastBurst = 15;
const timesUsual = 5;
/** Every other burst is a complaint. */
const negativeShares = [0.22, 0.7] as const;

/**
 * False alarms in ordinary weeks, and how many bursts are noticed: one in each week, at any hour, over 3 hours, of 15 posts
 * or five times what those hours bring usually, whichever is more, on top of what is usual. Every other one complains.
 */
export function measureRates(
  { perDay, noise, seed }: Pick<World, "perDay" | "noise" | "seed">,
  { sensitivity, weeks }: { readonly sensitivity: Sensitivity; readonly weeks: number },
): Rates {
  const days = baselineDays + 1 + weeks * 7;
  const ordinary = simulateStream({ seed, perDay, noise, days });
  const chance = createChance(seed + 1);
  const bursts = Array.from({ length: weeks }, (_, week): Burst => {
    const at = learned + week * 7 * slotsADay + Math.floor(chance() * 6.5 * slotsADay);
    const negativeShare = negativeShares[week % 2] ?? negativeShares[0];
    let usual = 0;
    for (let slot = at; slot < at + burstHours * slotsAnHour; slot += 1)
      usual += usualPerSlot({ perDay }, ordinary.firstSlot + slot);
    return { at, hours: burstHours, posts: Math.round(Math.max(leastBurst, timesUsual * usual)), negativeShare };
  });
  const noticed = detectIn(simulateStream({ seed: seed + 2, perDay, noise, days }, bursts), { sensitivity });
  const isNoticed = ({ at, hours }: Burst) =>
    noticed.some(({ from, to }) => to >= at && from <= at + (hours + 1) * slotsAnHour);
  return {
    ...{ perDay, noise, weeks },
    falseAlarmsPerWeek: detectIn(ordinary, { sensitivity }).length / weeks,
    recall: bursts.filter(isNoticed).length / bursts.length,
    bursts: bursts.length,
  };
}
