import { expect, test } from "vitest";
import { localDaysOf, periodBefore, startOfLocalDay } from "../../../src-main/domain/calendar/period.ts";

const hour = 3_600_000;
const berlin = "Europe/Berlin";
/** Monday 23 March to Monday 30 March 2026, 00:00 in Berlin: an hour short. */
const spring = { from: Date.UTC(2026, 2, 22, 23), to: Date.UTC(2026, 2, 29, 22) };

test("the week before a week is a week, however long the clock made either", () => {
  const { from, to, shift } = periodBefore(spring, berlin);
  expect({ from, to, noon: shift(spring.from + 12 * hour) }).toEqual({
    from: Date.UTC(2026, 2, 15, 23),
    to: spring.from,
    noon: Date.UTC(2026, 2, 16, 11),
  });
  expect(periodBefore({ from: spring.to, to: Date.UTC(2026, 3, 5, 22) }, berlin).from).toBe(spring.from);
});

test("a period of other hours has as many before it", () => {
  const { from, to, shift } = periodBefore({ from: spring.from + hour, to: spring.from + 3 * hour }, berlin);
  expect([from, to, shift(spring.from + 2 * hour)]).toEqual([spring.from - hour, spring.from + hour, spring.from]);
});

test("days of 23 and 25 hours are days, and the first and the last are cut to the period", () => {
  const lengths = (period: { from: number; to: number }) =>
    localDaysOf(period, berlin).map(({ from, to }) => (to - from) / hour);
  expect(lengths(spring)).toEqual([24, 24, 24, 24, 24, 24, 23]);
  expect(lengths({ from: Date.UTC(2026, 9, 24, 22), to: Date.UTC(2026, 9, 26, 5) })).toEqual([25, 6]);
  expect(startOfLocalDay(spring.from + 5 * hour, berlin)).toBe(spring.from);
});

test("where the clock jumps over midnight, a day begins after the jump and is a day all the same", () => {
  // Havana, Sunday 8 March 2026: 0:00 is 1:00.
  const havana = "America/Havana";
  const sunday = { from: Date.UTC(2026, 2, 8, 5), to: Date.UTC(2026, 2, 9, 4) };
  expect(localDaysOf({ from: sunday.from - 24 * hour, to: sunday.to }, havana)).toEqual([
    { from: Date.UTC(2026, 2, 7, 5), to: sunday.from },
    sunday,
  ]);
  const before = periodBefore(sunday, havana);
  expect([before.from, before.to]).toEqual([Date.UTC(2026, 2, 7, 5), sunday.from]);
  const week = { from: Date.UTC(2026, 2, 15, 4), to: Date.UTC(2026, 2, 22, 4) };
  expect(periodBefore(week, havana).from).toBe(sunday.from);
});
