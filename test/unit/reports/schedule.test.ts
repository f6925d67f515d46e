import { expect, test } from "vitest";
import { fileStem } from "../../../src-main/domain/reports/file-stem.ts";
import { nextDue, periodOf, turnsUntil, waitAfter } from "../../../src-main/domain/reports/schedule.ts";

const timeZone = "Europe/Berlin";
const at = (text: string) => Date.parse(text);
const daily = (minute: number) => ({ kind: "daily", minute }) as const;

test("a daily report keeps its local time over both changes of the clock", () => {
  const seven = daily(7 * 60);
  expect(nextDue(seven, at("2026-03-28T07:00+01:00"), timeZone)).toBe(at("2026-03-29T07:00+02:00"));
  expect(nextDue(seven, at("2026-10-24T07:00+02:00"), timeZone)).toBe(at("2026-10-25T07:00+01:00"));
});

test("a time that spring skips comes at the change, and one that autumn repeats comes once", () => {
  const halfPastTwo = daily(150);
  expect(nextDue(halfPastTwo, at("2026-03-28T12:00+01:00"), timeZone)).toBe(at("2026-03-29T03:00+02:00"));
  const first = at("2026-10-25T02:30+02:00");
  expect(nextDue(halfPastTwo, at("2026-10-24T12:00+02:00"), timeZone)).toBe(first);
  expect(nextDue(halfPastTwo, first, timeZone)).toBe(at("2026-10-26T02:30+01:00"));
});

test("a weekly report comes on its weekday, today only if the time is still to come", () => {
  const monday = { kind: "weekly", weekday: "Mon", minute: 480 } as const;
  expect(nextDue(monday, at("2026-11-17T10:00+01:00"), timeZone)).toBe(at("2026-11-23T08:00+01:00"));
  expect(nextDue(monday, at("2026-11-23T07:59+01:00"), timeZone)).toBe(at("2026-11-23T08:00+01:00"));
  expect(nextDue(monday, at("2026-11-23T08:00+01:00"), timeZone)).toBe(at("2026-11-30T08:00+01:00"));
});

test("what follows shifts, or nothing, has no time of its own", () => {
  expect(nextDue({ kind: "none" }, 0, timeZone)).toBeNull();
  expect(nextDue({ kind: "shift_end" }, 0, timeZone)).toBeNull();
});

test("turns that were missed are counted, with the last of them", () => {
  const first = at("2026-11-17T07:00+01:00");
  expect(turnsUntil(daily(420), { first, now: at("2026-11-20T06:00+01:00"), timeZone })).toEqual([
    first,
    at("2026-11-18T07:00+01:00"),
    at("2026-11-19T07:00+01:00"),
  ]);
  expect(turnsUntil(daily(420), { first, now: first - 1, timeZone })).toEqual([]);
  expect(turnsUntil(daily(420), { first, now: first + 5000 * 86_400_000, timeZone })).toHaveLength(400);
});

test("periods are whole days, weeks and months of the local calendar", () => {
  const now = at("2026-03-30T07:00+02:00");
  const stretch = (from: string, to: string) => ({ from: at(from), to: at(to) });
  expect(periodOf("today", now, timeZone)).toEqual(stretch("2026-03-30T00:00+02:00", "2026-03-30T07:00+02:00"));
  expect(periodOf("yesterday", now, timeZone)).toEqual(stretch("2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00"));
  expect(periodOf("last_7_days", now, timeZone)).toEqual(stretch("2026-03-23T00:00+01:00", "2026-03-30T00:00+02:00"));
  expect(periodOf("last_week", now, timeZone)).toEqual(stretch("2026-03-23T00:00+01:00", "2026-03-30T00:00+02:00"));
  expect(periodOf("last_month", now, timeZone)).toEqual(stretch("2026-02-01T00:00+01:00", "2026-03-01T00:00+01:00"));
  expect(periodOf("last_month", at("2026-01-05T07:00+01:00"), timeZone)).toEqual(
    stretch("2025-12-01T00:00+01:00", "2026-01-01T00:00+01:00"),
  );
});

test("today at midnight is the day that just ended", () => {
  const midnight = at("2026-10-26T00:00+01:00");
  expect(periodOf("today", midnight, timeZone)).toEqual({ from: at("2026-10-25T00:00+02:00"), to: midnight });
});

test("tries wait longer and longer, at most a day", () => {
  expect([1, 2, 3, 4, 20].map((tries) => waitAfter(tries) / 60_000)).toEqual([15, 30, 60, 120, 1440]);
});

test("a file is named for its report, its period and its buckets", () => {
  const name = "Morning figures";
  const day = { from: at("2026-03-29T00:00+01:00"), to: at("2026-03-30T00:00+02:00") };
  expect(fileStem({ name, period: day, buckets: ["care", "pr"], timeZone })).toBe("Morning figures 2026-03-29 care pr");
  const week = { from: at("2026-03-23T00:00+01:00"), to: at("2026-03-30T00:00+02:00") };
  expect(fileStem({ name, period: week, buckets: [], timeZone })).toBe("Morning figures 2026-03-23 to 2026-03-29");
  const shift = { from: at("2026-11-17T09:00+01:00"), to: at("2026-11-17T17:30+01:00") };
  expect(fileStem({ name, period: shift, buckets: [], timeZone })).toBe("Morning figures 2026-11-17 0900 to 1730");
  const night = { from: at("2026-11-17T22:00+01:00"), to: at("2026-11-18T06:00+01:00") };
  expect(fileStem({ name, period: night, buckets: [], timeZone })).toBe(
    "Morning figures 2026-11-17 2200 to 2026-11-18 0600",
  );
});
