import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addBusiness,
  businessBetween,
  clockBetween,
  isOpenAt,
} from "../../../src-main/domain/calendar/business-time.ts";
import {
  hasOpenHours,
  type Calendar,
  type OpenMinutes,
  type Weekday,
} from "../../../src-main/domain/calendar/calendar.ts";
import { isTimeZone, wallToInstant } from "../../../src-main/domain/calendar/time-zone.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (iso: string) => Date.parse(iso);

function workdays(stretches: readonly OpenMinutes[], rest: Partial<Calendar> = {}): Calendar {
  const week = Object.fromEntries((["Mon", "Tue", "Wed", "Thu", "Fri"] as const).map((day) => [day, stretches]));
  return { timeZone: "UTC", week, holidays: [], ...rest };
}
function everyDay(stretches: readonly OpenMinutes[], timeZone: string): Calendar {
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const satisfies readonly Weekday[];
  return { timeZone, week: Object.fromEntries(days.map((day) => [day, stretches])), holidays: [] };
}

const office = workdays([[540, 1020]]);
const newYork = workdays([[540, 1020]], { timeZone: "America/New_York" });
const split = workdays([
  [480, 720],
  [810, 1080],
]);
const roundTheClock = everyDay([[0, 1440]], "America/New_York");

describe("deadlines", () => {
  test.each([
    ["Friday 16:30 and an hour is Monday 09:30", "2026-01-23T16:30:00Z", HOUR, office, "2026-01-26T09:30:00Z"],
    [
      "Friday 16:45 and half an hour is Monday 09:15",
      "2026-01-23T16:45:00Z",
      30 * MINUTE,
      office,
      "2026-01-26T09:15:00Z",
    ],
    [
      "a message in the lunch break is due after it",
      "2026-01-21T12:30:00Z",
      30 * MINUTE,
      split,
      "2026-01-21T14:00:00Z",
    ],
    ["16 hours of 8-hour days are two days", "2026-01-19T09:00:00Z", 16 * HOUR, office, "2026-01-20T17:00:00Z"],
    [
      "the clock change at the weekend moves the instant, not the wall time",
      "2026-03-06T21:30:00Z",
      HOUR,
      newYork,
      "2026-03-09T13:30:00Z",
    ],
    ["nothing to do outside hours is due at the opening", "2026-01-24T12:00:00Z", 0, office, "2026-01-26T09:00:00Z"],
  ])("%s", (_name, from, duration, calendar, due) => {
    expect(addBusiness(at(from), duration, calendar)).toBe(at(due));
  });

  test("a holiday is skipped", () => {
    const christmas = { ...office, holidays: ["2026-12-25"] };
    expect(addBusiness(at("2026-12-24T16:30:00Z"), HOUR, christmas)).toBe(at("2026-12-28T09:30:00Z"));
    expect(addBusiness(at("2026-12-24T16:30:00Z"), HOUR, office)).toBe(at("2026-12-25T09:30:00Z"));
  });

  test("a calendar without hours has no deadline", () => {
    expect(addBusiness(at("2026-01-23T16:30:00Z"), HOUR, { timeZone: "UTC", week: {}, holidays: [] })).toBeNull();
    expect(addBusiness(0, HOUR, workdays([[540, 540]]))).toBeNull();
    expect(hasOpenHours(workdays([[540, 540]]))).toBe(false);
    expect(hasOpenHours(office)).toBe(true);
  });

  test("a single open weekday is found behind a row of holidays", () => {
    const mondays: Calendar = {
      timeZone: "UTC",
      week: { Mon: [[540, 600]] },
      holidays: ["2026-01-26", "2026-02-02", "2026-02-09"],
    };
    expect(addBusiness(at("2026-01-20T00:00:00Z"), HOUR, mondays)).toBe(at("2026-02-16T10:00:00Z"));
  });

  test("a negative duration is refused", () => {
    expect(() => addBusiness(0, -1, office)).toThrow(RangeError);
  });
});

describe("the clock", () => {
  test("a day of 23 hours has 23 and a day of 25 hours has 25", () => {
    expect(businessBetween(at("2026-03-08T05:00:00Z"), at("2026-03-09T04:00:00Z"), roundTheClock)).toBe(23 * HOUR);
    expect(businessBetween(at("2026-11-01T04:00:00Z"), at("2026-11-02T05:00:00Z"), roundTheClock)).toBe(25 * HOUR);
  });

  test("hours that begin in the hour that spring skips begin at the change", () => {
    const early = everyDay([[150, 360]], "America/New_York");
    expect(isOpenAt(at("2026-03-08T06:59:59Z"), early)).toBe(false);
    expect(isOpenAt(at("2026-03-08T07:00:00Z"), early)).toBe(true);
    expect(businessBetween(at("2026-03-08T05:00:00Z"), at("2026-03-09T04:00:00Z"), early)).toBe(3 * HOUR);
  });

  test("hours inside the skipped hour do not exist that day", () => {
    const gap = everyDay([[125, 150]], "America/New_York");
    expect(businessBetween(at("2026-03-08T05:00:00Z"), at("2026-03-09T04:00:00Z"), gap)).toBe(0);
  });

  test("a wall time that comes twice is the first one", () => {
    expect(wallToInstant(Date.UTC(2026, 10, 1, 1, 30), "America/New_York")).toBe(at("2026-11-01T05:30:00Z"));
  });

  test("a clock that runs backwards reads 0", () => {
    expect(businessBetween(at("2026-01-21T12:00:00Z"), at("2026-01-21T10:00:00Z"), office)).toBe(0);
  });

  test("overlapping and unsorted hours count once", () => {
    expect(
      businessBetween(
        at("2026-01-21T00:00:00Z"),
        at("2026-01-22T00:00:00Z"),
        workdays([
          [600, 700],
          [540, 650],
          [640, 660],
        ]),
      ),
    ).toBe(160 * MINUTE);
  });

  test("without a calendar the clock is elapsed time", () => {
    expect(clockBetween(at("2026-01-24T10:00:00Z"), at("2026-01-24T12:00:00Z"), null)).toBe(2 * HOUR);
    expect(clockBetween(at("2026-01-24T10:00:00Z"), at("2026-01-24T12:00:00Z"), office)).toBe(0);
  });

  test("opening is inside and closing is outside", () => {
    expect(
      ["08:59:59", "09:00:00", "16:59:59", "17:00:00"].map((time) => isOpenAt(at(`2026-01-21T${time}Z`), office)),
    ).toEqual([false, true, true, false]);
  });
});

test("an unknown time zone is told apart", () => {
  expect([isTimeZone("Europe/London"), isTimeZone("Europe/Atlantis")]).toEqual([true, false]);
});

describe("laws", () => {
  const stretch = fc
    .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 600 }))
    .map(([from, length]): OpenMinutes => [from, Math.min(1440, from + length)]);
  const hours = fc.array(stretch, { maxLength: 3 });
  const calendars = fc.record({
    timeZone: fc.constantFrom(
      "UTC",
      "Europe/London",
      "America/New_York",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "Africa/Casablanca",
      "America/Havana",
      "Pacific/Apia",
    ),
    week: fc.record({ Mon: hours, Tue: hours, Wed: hours, Thu: hours, Fri: hours, Sat: hours, Sun: hours }),
    holidays: fc.array(
      fc.integer({ min: 0, max: 400 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)),
      { maxLength: 5 },
    ),
  });
  const instants = fc.integer({ min: at("2025-12-01T00:00:00Z"), max: at("2027-02-01T00:00:00Z") });

  test("the time between a moment and its deadline is the target", () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 40 * HOUR }), (calendar, from, target) => {
        const due = addBusiness(from, target, calendar);
        if (due === null) return !hasOpenHours(calendar);
        return (
          businessBetween(from, due, calendar) === target && businessBetween(from, due - 1, calendar) === target - 1
        );
      }),
      { numRuns: 150 },
    );
  });

  test("the clock of a whole is the sum of its parts", () => {
    fc.assert(
      fc.property(calendars, fc.tuple(instants, instants, instants), (calendar, three) => {
        const [a = 0, b = 0, c = 0] = three.toSorted((x, y) => x - y);
        return businessBetween(a, b, calendar) + businessBetween(b, c, calendar) === businessBetween(a, c, calendar);
      }),
      { numRuns: 20 },
    );
  });
});
