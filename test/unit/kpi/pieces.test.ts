import fc from "fast-check";
import { expect, test } from "vitest";
import type { Calendar } from "../../../src-main/domain/calendar/calendar.ts";
import { clockBetween } from "../../../src-main/domain/calendar/business-time.ts";
import { attainmentOf } from "../../../src-main/domain/kpi/attainment.ts";
import {
  answeredPiece,
  detectionMs,
  pieceLengths,
  type PieceMoments,
  piecesOf,
  responsePieces,
} from "../../../src-main/domain/kpi/pieces.ts";

const minute = 60_000;
const nine = Date.UTC(2026, 10, 19, 9);
const hours = [[540, 720] as const, [780, 1020] as const];
const split: Calendar = {
  timeZone: "Europe/London",
  week: { Mon: hours, Tue: hours, Wed: hours, Thu: hours, Fri: hours },
  holidays: ["2026-11-20"],
};

const answered: PieceMoments = {
  queuedAt: nine,
  firstOpenedAt: nine + 8 * minute,
  submittedAt: nine + 19 * minute,
  approvedAt: nine + 40 * minute,
  firstResponseAt: nine + 46 * minute,
};

test("the pieces of an answer are queue, draft, approval and posting", () => {
  expect(pieceLengths(piecesOf(answered, { now: nine + 90 * minute }), null)).toEqual({
    queue: 8 * minute,
    draft: 11 * minute,
    approve: 21 * minute,
    post: 6 * minute,
  });
  expect(detectionMs({ publishedAt: nine - 6 * minute, firstSeenAt: nine })).toBe(6 * minute);
});

test("a call that needs no approval has no such piece, and its time is not lost", () => {
  const call = { ...answered, submittedAt: null, approvedAt: null };
  expect(pieceLengths(piecesOf(call, { now: nine }), null)).toEqual({
    queue: 8 * minute,
    draft: null,
    approve: null,
    post: 38 * minute,
  });
});

test("the step that runs ends now", () => {
  const drafting = { ...answered, submittedAt: null, approvedAt: null, firstResponseAt: null };
  expect(pieceLengths(piecesOf(drafting, { now: nine + 20 * minute }), null)).toEqual({
    queue: 8 * minute,
    draft: 12 * minute,
    approve: null,
    post: null,
  });
});

const moment = fc.integer({ min: -2 * 24 * 60, max: 5 * 24 * 60 }).map((minutes) => nine + minutes * minute + 7);
const moments: fc.Arbitrary<PieceMoments> = fc.record({
  queuedAt: moment,
  firstOpenedAt: fc.option(moment),
  submittedAt: fc.option(moment),
  approvedAt: fc.option(moment),
  firstResponseAt: fc.option(moment),
});

test("pieces add up to the time until the answer exactly and are never negative, even if the clock was set back", () => {
  fc.assert(
    fc.property(moments, moment, fc.constantFrom(null, split), (times, now, calendar) => {
      const pieces = piecesOf(times, { now });
      const end = Math.max(times.queuedAt, times.firstResponseAt ?? now);
      const lengths = Object.values(pieceLengths(pieces, calendar)).filter((length) => length !== null);
      expect(Math.min(...lengths)).toBeGreaterThanOrEqual(0);
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(clockBetween(times.queuedAt, end, calendar));
      expect(detectionMs({ publishedAt: now, firstSeenAt: times.queuedAt })).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 300 },
  );
});

test("a promise counts once it was kept or its deadline has passed", () => {
  const clock = { metric: "first", dueAt: nine, metAt: null, endedAt: null, calendar: null } as const;
  const clocks = [
    { ...clock, metAt: nine },
    { ...clock, metAt: nine + 1 },
    { ...clock, metAt: nine + 90 * minute },
    { ...clock, dueAt: nine + 90 * minute },
    { ...clock, endedAt: nine - 1 },
    { ...clock, dueAt: null },
    { ...clock, metric: "approval" as const, endedAt: nine + 1 },
  ];
  expect(attainmentOf(clocks, nine + 60 * minute)).toEqual([
    { metric: "first", met: 1, missed: 2, percent: 100 / 3 },
    { metric: "next", met: 0, missed: 0, percent: null },
    { metric: "resolution", met: 0, missed: 0, percent: null },
    { metric: "approval", met: 0, missed: 1, percent: 0 },
  ]);
});

test("one piece of an answer read by itself is that of all of them", () => {
  const moment = fc.option(fc.integer({ min: -60, max: 4000 }).map((minutes) => nine + minutes * minute));
  fc.assert(
    fc.property(
      fc.record({ firstOpenedAt: moment, submittedAt: moment, approvedAt: moment }),
      fc.integer({ min: 0, max: 4000 }),
      fc.constantFrom(split, null),
      (moments, answeredAfter, calendar) => {
        const answeredAt = nine + answeredAfter * minute;
        const whole = { ...moments, queuedAt: nine, firstResponseAt: answeredAt };
        const lengths = pieceLengths(piecesOf(whole, { now: answeredAt }), calendar);
        for (const piece of responsePieces)
          expect(answeredPiece(whole, { piece, answeredAt, calendar })).toBe(lengths[piece] ?? 0);
      },
    ),
  );
});
