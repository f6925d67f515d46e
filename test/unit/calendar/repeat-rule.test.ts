import { expect, test } from "vitest";
import { repeatedDays, type RepeatRule } from "../../../src-main/domain/calendar/repeat-rule.ts";

const day = (date: string) => Date.parse(`${date}T00:00:00Z`);
const rule = (change: Partial<RepeatRule>): RepeatRule => ({
  ...{ freq: "YEARLY", interval: 1, count: null, until: null },
  ...{ months: [], monthDays: [], yearDays: [], weekdays: [], positions: [] },
  ...change,
});

function named(change: Partial<RepeatRule>, start = "2020-12-25", from = "2026-01-01", until = "2029-01-01") {
  const days = repeatedDays(rule(change), {
    ...{ start: day(start), from: day(from), until: day(until) },
    mostDays: 100_000,
  });
  return days.map((one) => new Date(one).toISOString().slice(0, 10));
}

test.each([
  ["every year on the day of the first time", {}, ["2026-12-25", "2027-12-25", "2028-12-25"]],
  ["every second year", { interval: 2 }, ["2026-12-25", "2028-12-25"]],
  ["seven times in all", { count: 7 }, ["2026-12-25"]],
  ["until a day, which it may still name", { until: day("2027-12-25") }, ["2026-12-25", "2027-12-25"]],
  ["the fourth Thursday of November", { months: [11], weekdays: ["4TH"] }, ["2026-11-26", "2027-11-25", "2028-11-23"]],
  ["the last Monday of May", { months: [5], weekdays: ["-1MO"] }, ["2026-05-25", "2027-05-31", "2028-05-29"]],
  [
    "the last of the Mondays of May",
    { months: [5], weekdays: ["MO"], positions: [-1] },
    ["2026-05-25", "2027-05-31", "2028-05-29"],
  ],
  ["a leap day only in leap years", { months: [2], monthDays: [29] }, ["2028-02-29"]],
  ["the last day of the year", { yearDays: [-1] }, ["2026-12-31", "2027-12-31", "2028-12-31"]],
  ["a day that never is", { months: [2], monthDays: [30] }, []],
] as const)("%s", (_name, change, days) => {
  expect(named(change)).toEqual(days);
});

test("weeks and months repeat as well, and nothing is named before the first time", () => {
  expect(named({ freq: "WEEKLY", interval: 2 }, "2026-01-05", "2026-01-01", "2026-02-10")).toEqual([
    ...["2026-01-05", "2026-01-19", "2026-02-02"],
  ]);
  expect(named({ freq: "MONTHLY" }, "2026-01-31", "2026-01-01", "2026-06-01")).toEqual([
    ...["2026-01-31", "2026-03-31", "2026-05-31"],
  ]);
  expect(named({ freq: "DAILY", count: 3 }, "2026-01-01", "2026-01-02", "2026-02-01")).toEqual([
    ...["2026-01-02", "2026-01-03"],
  ]);
});

test("a rule that would have to look at too many days is given up", () => {
  const look = { start: day("0100-01-01"), from: day("2026-01-01"), until: day("2027-01-01"), mostDays: 100_000 };
  expect(() => repeatedDays(rule({ count: 5000 }), look)).toThrow(RangeError);
});
