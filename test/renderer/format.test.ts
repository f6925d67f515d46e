import { describe, expect, test } from "vitest";
import {
  formatAge,
  formatDate,
  formatDuration,
  formatMinutes,
  formatMoment,
  formatNumber,
  formatPercent,
  formatTime,
  localInstant,
} from "../../src-renderer/lib/format.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const en = { locale: "en-GB" };

describe("lengths of time", () => {
  test.each([
    [0, "0 s"],
    [59 * SECOND, "59 s"],
    [4 * MINUTE + 59 * SECOND, "4 m"],
    [69 * MINUTE, "69 m"],
    [70 * MINUTE, "1 h 10"],
    [2 * HOUR + 6 * MINUTE, "2 h 06"],
    [3 * DAY + 4 * HOUR, "3 d 4 h"],
    [3 * DAY, "3 d"],
    [-8 * MINUTE, "−8 m"],
    [-1, "−1 m"],
  ])("%d ms is %s", (ms, says) => expect(formatDuration(ms)).toBe(says));

  test.each([
    [30 * SECOND, "0 m"],
    [-30 * SECOND, "−1 m"],
    [-126 * MINUTE, "−2 h 06"],
  ])("%d ms in minutes is %s", (ms, says) => expect(formatMinutes(ms)).toBe(says));

  test.each([
    [-5, "0 m"],
    [56 * MINUTE, "56 m"],
    [119 * MINUTE, "119 m"],
    [3 * HOUR + 59 * MINUTE, "3 h"],
    [12 * DAY, "12 d"],
  ])("an age of %d ms is %s", (ms, says) => expect(formatAge(ms)).toBe(says));

  test("the unit letters come from the language", () =>
    expect(formatDuration(2 * HOUR + 6 * MINUTE, { s: "s", m: "min", h: "Std", d: "T" })).toBe("2 Std 06"));
});

describe("numbers", () => {
  test.each([
    [1234, 0, "1,234"],
    [-8.87, 1, "−8.9"],
    [-0.04, 1, "0.0"],
    [null, 0, "–"],
    [Number.NaN, 0, "–"],
  ])("%s with %d digits is %s", (value, digits, says) => expect(formatNumber(value, { ...en, digits })).toBe(says));

  test("a percentage has a space before its sign, and unknown is a dash", () => {
    expect([formatPercent(82.69, { ...en, digits: 1 }), formatPercent(0, en), formatPercent(null, en)]).toEqual([
      "82.7 %",
      "0 %",
      "–",
    ]);
  });
});

describe("wall clocks", () => {
  const at = Date.UTC(2026, 10, 19, 14, 2);
  test.each([
    ["Europe/London", "14:02"],
    ["Europe/Berlin", "15:02"],
    ["America/New_York", "09:02"],
    ["Asia/Kathmandu", "19:47"],
  ])("in %s it is %s", (timeZone, says) => expect(formatTime(at, { ...en, timeZone })).toBe(says));

  test("midnight is 00:00, never 24:00", () =>
    expect(formatTime(Date.UTC(2026, 0, 1), { ...en, timeZone: "UTC" })).toBe("00:00"));

  test("a date of another year says the year", () => {
    const place = { ...en, timeZone: "UTC", now: at };
    expect([formatDate(Date.UTC(2026, 9, 12), place), formatDate(Date.UTC(2025, 9, 12), place)]).toEqual([
      "12 Oct",
      "12 Oct 2025",
    ]);
  });

  test("today is the desk's day, not that of UTC", () => {
    const lateEvening = Date.UTC(2026, 10, 19, 1, 0);
    const place = { ...en, now: at };
    expect(formatMoment(lateEvening, { ...place, timeZone: "UTC" })).toBe("01:00");
    expect(formatMoment(lateEvening, { ...place, timeZone: "America/New_York" })).toBe("18 Nov 20:00");
  });
});

describe("a minute of another day on the desk's clock", () => {
  test.each([
    ["an ordinary morning", Date.UTC(2026, 10, 19, 14, 2), "Europe/London", Date.UTC(2026, 10, 20, 9, 0)],
    [
      "the morning after clocks went forward",
      Date.UTC(2026, 2, 28, 20, 0),
      "Europe/London",
      Date.UTC(2026, 2, 29, 8, 0),
    ],
    ["the morning after clocks went back", Date.UTC(2026, 9, 24, 20, 0), "Europe/London", Date.UTC(2026, 9, 25, 9, 0)],
    [
      "where the local day is ahead of UTC",
      Date.UTC(2026, 10, 19, 20, 0),
      "Pacific/Auckland",
      Date.UTC(2026, 10, 20, 20, 0),
    ],
  ])("%s", (_name, now, timeZone, expected) =>
    expect(localInstant({ now, days: 1, minute: 9 * 60, timeZone })).toBe(expected),
  );
});
