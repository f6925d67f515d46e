import { describe, expect, test } from "vitest";
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

// The whole table is printed by `npm run bench alarms`; here a few weeks of each keep it from slipping.
describe.each([5, 50, 200])("at %i posts a day", (perDay) => {
  test.each(["quiet", "noisy"] as const)("%s weeks rarely alarm, and bursts do", (noise) => {
    const { falseAlarmsPerWeek, recall } = measureRates(
      { seed: 3 + perDay, perDay, noise },
      { sensitivity: "normal", weeks: 3 },
    );
    expect(falseAlarmsPerWeek).toBeLessThanOrEqual(0.4);
    expect(recall).toBe(1);
  });
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
  // Without its gaps known, two weeks of silence pass for usual, and the first day after them is a spike.
  const away = { from: (stream.firstSlot + 15 * slotsADay) * slotMs, to: (stream.firstSlot + 29 * slotsADay) * slotMs };
  const holiday = {
    ...sleepy,
    counts: stream.counts.map((count, at) => (at >= 2 * slotsADay && at < month ? 0 : count)),
  };
  expect(detectIn(holiday, { sensitivity: "normal" }).length).toBeGreaterThan(0);
  const gaps = [{ from: (stream.firstSlot + 2 * slotsADay) * slotMs, to: away.to }];
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
  const stream = simulateStream({ seed: 12, perDay: 100, days: 45, noise: "noisy" });
  const found = (["calm", "normal", "watchful"] as const).map(
    (sensitivity) => detectIn(stream, { sensitivity }).length,
  );
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(found[2]).toBeGreaterThan(found[0] ?? 0);
});
