import { expect, test } from "vitest";
import type { Calendar } from "../../../src-main/domain/calendar/calendar.ts";
import { snoozeTimes } from "../../../src-main/domain/cases/snooze-times.ts";

const nine: readonly [number, number] = [540, 1020];
const week = { Mon: [nine], Tue: [nine], Wed: [nine], Thu: [nine], Fri: [nine] };
const desk: Calendar = { timeZone: "Europe/London", week, holidays: ["2026-12-25"] };
const at = (text: string) => Date.parse(`${text}:00Z`);
const said = (now: string, calendar = desk) =>
  Object.fromEntries(
    Object.entries(snoozeTimes(at(now), calendar)).map(([name, time]) => [
      name,
      time === null ? null : new Date(time).toISOString().slice(0, 16),
    ]),
  );

test.each([
  [
    "on a Thursday noon",
    "2026-11-19T12:00",
    { laterToday: "2026-11-19T14:00", nextMorning: "2026-11-20T09:00", monday: "2026-11-23T09:00" },
  ],
  [
    "near closing there is no later today",
    "2026-11-19T16:30",
    { laterToday: null, nextMorning: "2026-11-20T09:00", monday: "2026-11-23T09:00" },
  ],
  [
    "on a Friday the next morning is Monday, said once",
    "2026-11-20T12:00",
    { laterToday: "2026-11-20T14:00", nextMorning: "2026-11-23T09:00", monday: null },
  ],
  [
    "on a Monday it is the Monday that comes",
    "2026-11-23T10:00",
    { laterToday: "2026-11-23T12:00", nextMorning: "2026-11-24T09:00", monday: "2026-11-30T09:00" },
  ],
  [
    "a holiday is no next morning",
    "2026-12-24T12:00",
    { laterToday: "2026-12-24T14:00", nextMorning: "2026-12-28T09:00", monday: null },
  ],
])("a case comes back while the desk is open: %s", (_name, now, times) => {
  expect(said(now)).toEqual(times);
});

test("a desk without hours offers no moment", () => {
  expect(said("2026-11-19T12:00", { ...desk, week: {} })).toEqual({
    laterToday: null,
    nextMorning: null,
    monday: null,
  });
});
