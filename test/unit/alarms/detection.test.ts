import { expect, test } from "vitest";
import { slotMs, slotsADay } from "../../../src-main/domain/alarms/timeline.ts";
import { detectIn, measureRates } from "../../support/simulated-detection.ts";
import { simulateStream } from "../../support/simulator.ts";

const month = 29 * slotsADay;
const hours = (count: number) => count * 4;

test("the same seed gives the same posts, another seed others", () => {
  const world = { perDay: 40, days: 3, noise: "noisy" } as const;
  expect(simulateStream({ ...world, seed: 5 })).toEqual(simulateStream({ ...world, seed: 5 }));
  expect(simulateStream({ ...world, seed: 6 }).counts).not.toEqual(simulateStream({ ...world, seed: 5 }).counts);
});

test("a simulated week brings what was asked for, most of it by day", () => {
  const { counts } = simulateStream({ seed: 3, perDay: 100, days: 70, noise: "noisy" });
  const sum = (from: number, to: number) =>
    counts.reduce(
      (total, count, at) => total + (at % slotsADay >= hours(from) && at % slotsADay < hours(to) ? count : 0),
      0,
    );
  expect(sum(0, 24) / 70).toBeGreaterThan(90);
  expect(sum(0, 24) / 70).toBeLessThan(110);
  expect(sum(9, 12)).toBeGreaterThan(5 * sum(1, 4));
});

// The whole table is printed by `npm run bench alarms`; here three weeks of each rate, nine in all, are held to the same bars.
test.each(["quiet", "noisy"] as const)("%s weeks rarely alarm, and bursts do", (noise) => {
  const measured = [5, 50, 200].map((perDay) =>
    measureRates({ seed: 3 + perDay, perDay, noise }, { sensitivity: "normal", weeks: 3 }),
  );
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  expect(mean(measured.map(({ falseAlarmsPerWeek }) => falseAlarmsPerWeek))).toBeLessThanOrEqual(0.25);
  expect(mean(measured.map(({ recall }) => recall))).toBeGreaterThanOrEqual(0.95);
});

test("hours in which nobody listened make nothing usual, and nothing unusual", () => {
  // Every night the desk sleeps; the stream does not.
  const stream = simulateStream({ seed: 8, perDay: 60, days: 36, noise: "quiet" });
  const nights = Array.from({ length: 36 }, (_, day) => {
    const from = (stream.firstSlot + day * slotsADay) * slotMs;
    return { from, to: from + hours(7) * slotMs };
  });
  const heard = stream.counts.map((count, at) => (at % slotsADay < hours(7) ? 0 : count));
  const sleepy = { ...stream, counts: heard, negative: stream.negative.map(() => 0) };
  expect(detectIn(sleepy, { sensitivity: "normal", gaps: nights })).toEqual([]);
  // Without its gap known, four weeks of silence pass for usual, and the first day after them is a spike.
  const silence = { from: slotsADay, to: month };
  const counts = stream.counts.map((count, at) => (at >= silence.from && at < silence.to ? 0 : count));
  const holiday = { ...sleepy, counts };
  expect(detectIn(holiday, { sensitivity: "normal" }).length).toBeGreaterThan(0);
  const [from, to] = [silence.from, silence.to].map((at) => (stream.firstSlot + at) * slotMs);
  const gaps = [{ from: from ?? 0, to: to ?? 0 }];
  expect(detectIn(holiday, { sensitivity: "normal", gaps })).toEqual([]);
});

test("a day of alarm does not hide the next one", () => {
  const at = month + hours(10);
  const burst = (from: number) => ({ at: from, hours: 3, posts: 30, negativeShare: 0.2 });
  const stream = simulateStream({ seed: 9, perDay: 20, days: 45, noise: "quiet" }, [
    burst(at),
    burst(at + slotsADay),
    burst(at + 7 * slotsADay),
    burst(at + 8 * slotsADay),
  ]);
  const raised = detectIn(stream, { sensitivity: "normal" });
  for (const from of [at, at + slotsADay, at + 7 * slotsADay, at + 8 * slotsADay])
    expect(raised.some((one) => one.from > from && one.from <= from + hours(4))).toBe(true);
});

test("a sensitivity that is set lower finds less", () => {
  const rises = [10, 14, 18, 22, 26, 30].map((posts, day) => ({
    at: month + (2 * day + 1) * slotsADay,
    hours: 3,
    posts,
  }));
  const stream = simulateStream({ seed: 12, perDay: 100, days: 43, noise: "noisy" }, rises);
  const found = (["calm", "normal", "watchful"] as const).map(
    (sensitivity) => detectIn(stream, { sensitivity }).length,
  );
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(found[2]).toBeGreaterThan(found[0] ?? 0);
});
