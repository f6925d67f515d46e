import { slotMs, slotsADay, slotsAnHour } from "../../src-main/domain/alarms/timeline.ts";

// A seeded world that posts about a firm: for tests of detection and for demos. The same seed gives the same posts.

/** What a simulated desk is like. */
export type World = {
  readonly seed: number;
  /** Posts on a usual day. */
  readonly perDay: number;
  readonly days: number;
  /** `quiet` = Poisson; `noisy` = days and hours that go up and down by themselves, and people who post in bouts. */
  readonly noise: "quiet" | "noisy";
  /** First slot (quarter of an hour, UTC); a Monday unless given. */
  readonly firstSlot?: number;
};

/** Slots of a stream, and which part of each is negative. */
export type Stream = {
  readonly firstSlot: number;
  readonly counts: Uint16Array;
  readonly negative: Uint16Array;
};

/** Something that happens: so many posts more, over some hours from a slot of the stream on. */
export type Burst = {
  readonly at: number;
  readonly hours: number;
  readonly posts: number;
  readonly negativeShare?: number;
};

const monday = Math.floor(Date.UTC(2026, 9, 5) / slotMs);
const usualNegative = 0.22;

/** Posts per hour of the day over the mean, on working days and on weekends. */
const weekday = [4, 3, 2, 2, 2, 4, 10, 20, 30, 34, 34, 32, 36, 32, 30, 30, 30, 34, 36, 38, 38, 32, 20, 10];
const weekend = [6, 4, 3, 2, 2, 2, 4, 8, 14, 20, 24, 26, 26, 24, 22, 22, 22, 24, 28, 30, 30, 26, 18, 10];
const meanPerHour = (5 * sumOf(weekday) + 2 * sumOf(weekend)) / (7 * 24);

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Numbers from 0 to 1, always the same from one seed (mulberry32). */
export function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How many happen where `mean` are expected. */
export function poisson(chance: () => number, mean: number): number {
  if (mean > 30) {
    const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; count += 1) product *= chance();
  return Math.max(0, count);
}

/** A factor around 1 with this squared spread (gamma, by Marsaglia and Tsang). */
export function wobble(chance: () => number, variance: number): number {
  const shape = 1 / variance;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - chance()) < normal * normal * 0.5 + d - d * v + d * Math.log(v)) return (d * v) / shape;
  }
}

/** Posts to expect in a slot of an ordinary week. */
export function usualPerSlot({ perDay }: Pick<World, "perDay">, slot: number): number {
  const date = new Date(slot * slotMs);
  const hours = [0, 6].includes(date.getUTCDay()) ? weekend : weekday;
  return ((hours[date.getUTCHours()] ?? 0) / meanPerHour) * (perDay / 24 / slotsAnHour);
}

/** An ordinary life of some weeks, with what happens in it. */
export function simulateStream(world: World, bursts: readonly Burst[] = []): Stream {
  const chance = createChance(world.seed);
  const firstSlot = world.firstSlot ?? monday;
  const length = world.days * slotsADay;
  const counts = new Uint16Array(length);
  const negative = new Uint16Array(length);
  const isNoisy = world.noise === "noisy";
  let [day, hour] = [1, 1];
  for (let at = 0; at < length; at += 1) {
    if (isNoisy && at % slotsADay === 0) day = wobble(chance, 0.04);
    if (isNoisy && at % slotsAnHour === 0) hour = wobble(chance, 0.15);
    const begins = poisson(chance, (usualPerSlot(world, firstSlot + at) * day * hour) / (isNoisy ? boutLength : 1));
    for (let post = 0; post < begins; post += 1) addPosts(at, isNoisy ? boutOf(chance) : 1, usualNegative);
  }
  for (const { at, hours, posts, negativeShare = usualNegative } of bursts)
    for (let post = 0; post < posts; post += 1)
      addPosts(at + Math.floor(chance() * hours * slotsAnHour), 1, negativeShare);
  return { firstSlot, counts, negative };

  function addPosts(at: number, posts: number, share: number): void {
    if (at >= length) return;
    counts[at] = (counts[at] ?? 0) + posts;
    for (let post = 0; post < posts; post += 1) if (chance() < share) negative[at] = (negative[at] ?? 0) + 1;
  }
}

/** Somebody answers, and is answered: 1, 2 or 3 posts at once. */
const boutLength = 1.4;
const boutOf = (chance: () => number) => (chance() < 0.7 ? 1 : chance() < 2 / 3 ? 2 : 3);
