import fc from "fast-check";
import { expect, test } from "vitest";
import { buckets, resolutions } from "../../../src-main/contract/values.ts";
import type { Calendar } from "../../../src-main/domain/calendar/calendar.ts";
import { backlogAge, backlogAt, reopenRate } from "../../../src-main/domain/kpi/backlog.ts";
import { averageHandleTime } from "../../../src-main/domain/kpi/handle-time.ts";
import { type MeasuredCycle, responseKpis } from "../../../src-main/domain/kpi/response-kpis.ts";
import { medianOf, percentileOf } from "../../../src-main/domain/kpi/statistics.ts";

const minute = 60_000;
const hour = 60 * minute;
const ten = Date.UTC(2026, 0, 21, 10);
const workdays = (...hours: (readonly [number, number])[]) => ({
  Mon: hours,
  Tue: hours,
  Wed: hours,
  Thu: hours,
  Fri: hours,
});
const office: Calendar = { timeZone: "UTC", week: workdays([540, 1020]), holidays: [] };
const split: Calendar = { timeZone: "UTC", week: workdays([480, 720], [810, 1080]), holidays: ["2026-01-22"] };
const newYork: Calendar = { timeZone: "America/New_York", week: workdays([540, 1020]), holidays: [] };

const cycle = (change: Partial<MeasuredCycle> = {}): MeasuredCycle => ({
  publishedAt: (change.queuedAt ?? ten) - 5 * minute,
  queuedAt: ten,
  targetMs: hour,
  dueAt: null,
  firstResponseAt: null,
  resolvedAt: null,
  resolution: null,
  ...change,
});

const day = { from: ten, to: ten + 24 * hour, ignoreMs: 4 * hour, calendarOf: () => office };

test("a day of nine cycles has the figures that were worked out by hand", () => {
  const cycles = [
    cycle({ firstResponseAt: ten + 20 * minute, resolvedAt: ten + 40 * minute, resolution: "answered" }),
    cycle({ firstResponseAt: ten + 60 * minute, resolvedAt: ten + 90 * minute, resolution: "answered" }),
    cycle({ firstResponseAt: ten + 61 * minute, resolvedAt: ten + 3 * hour, resolution: "answered" }),
    cycle({ resolvedAt: ten + 30 * minute, resolution: "no_reply_needed" }),
    cycle({ resolvedAt: ten + 5 * minute, resolution: "spam" }),
    cycle(),
    cycle({ queuedAt: ten + 6.5 * hour }),
    cycle({ resolvedAt: ten + 2 * hour, resolution: "closed_without_reply" }),
    cycle({ queuedAt: ten + 24 * hour }),
  ];
  const kpis = responseKpis(cycles, { ...day, asOf: ten + 7 * hour });
  expect(kpis).toMatchObject({
    ...{ offered: 7, excluded: 1, answered: 3, within: 2, late: 1, pending: 1, due: 3, noReply: 1, ignored: 2 },
    ...{ serviceLevel: 40, judged: 5, responseRate: 60, ignoredRate: 40, noReplyShare: 100 / 7 },
    firstResponse: { n: 3, mean: 47 * minute, median: 60 * minute, p90: 61 * minute },
    customerView: { n: 3, median: 65 * minute },
    resolution: { n: 5, median: 90 * minute },
    waitedForCustomer: { n: 3, median: 30 * minute },
  });
});

test("what happens later has not happened yet, and what is queued later is not there", () => {
  const cycles = [
    cycle({ resolvedAt: ten + 5 * hour, resolution: "spam" }),
    cycle({ resolvedAt: ten + 5 * hour, resolution: "closed_without_reply" }),
    cycle({ firstResponseAt: ten + 2 * hour }),
    cycle({ queuedAt: ten + 10 * minute + 1 }),
  ];
  expect(responseKpis(cycles, { ...day, asOf: ten + 10 * minute })).toMatchObject({
    ...{ offered: 3, pending: 3, excluded: 0, ignored: 0, answered: 0 },
    ...{ serviceLevel: null, responseRate: null, ignoredRate: null },
  });
});

test("moving a case to analytics needs no reply while its target runs, and hides no breach after it", () => {
  const cycles = [
    cycle({ resolvedAt: ten + 20 * minute, resolution: "counted_only" }),
    cycle({ resolvedAt: ten + 2 * hour, resolution: "counted_only" }),
  ];
  expect(responseKpis(cycles, { ...day, asOf: ten + 24 * hour })).toMatchObject({
    ...{ offered: 2, noReply: 1, due: 2, ignored: 1, judged: 1, serviceLevel: 0 },
  });
});

test("860 of 1,000 in time with 60 given up, 20 of them early, are 82.69 %", () => {
  const many = (n: number, change: Partial<MeasuredCycle>) => Array.from({ length: n }, () => cycle(change));
  const cycles = [
    ...many(860, { firstResponseAt: ten + minute }),
    ...many(140, { firstResponseAt: ten + 2 * hour }),
    ...many(40, { resolvedAt: ten + 2 * hour, resolution: "closed_without_reply" }),
    ...many(20, { resolvedAt: ten + minute, resolution: "withdrawn" }),
  ];
  expect(responseKpis(cycles, { ...day, asOf: ten + 5 * hour }).serviceLevel?.toFixed(2)).toBe("82.69");
});

test("the median of an even number is between the middle two, a percentile is one that was measured", () => {
  expect([medianOf([4, 1, 3, 2]), medianOf([5]), medianOf([])]).toEqual([2.5, 5, null]);
  expect([percentileOf([1, 2, 3, 4], 90), percentileOf([7, 9], 50), percentileOf([], 90)]).toEqual([4, 7, null]);
});

const bucketed = fc
  .record({
    bucket: fc.constantFrom(...buckets),
    queued: fc.integer({ min: 0, max: 144 }),
    answeredAfter: fc.option(fc.integer({ min: 0, max: 300 })),
    resolvedAfter: fc.option(fc.integer({ min: 0, max: 400 })),
    resolution: fc.constantFrom(...resolutions),
  })
  .map(({ bucket, queued, answeredAfter, resolvedAfter, resolution }) => {
    const queuedAt = ten + queued * 30 * minute;
    const isResolved = resolvedAfter !== null;
    const firstResponseAt = answeredAfter === null ? null : queuedAt + answeredAfter * minute;
    const resolvedAt = isResolved ? (firstResponseAt ?? queuedAt) + resolvedAfter * minute : null;
    return { ...cycle({ queuedAt, firstResponseAt, resolvedAt, resolution: isResolved ? resolution : null }), bucket };
  });

const additive = ["offered", "excluded", "answered", "within", "late", "pending", "due", "noReply", "ignored"] as const;

test("the parts of a cohort make up the whole, on any calendar and without one", () => {
  fc.assert(
    fc.property(
      fc.array(bucketed, { minLength: 1, maxLength: 40 }),
      fc.constantFrom(office, split, newYork, null),
      fc.integer({ min: 0, max: 200 }),
      (cycles, calendar, later) => {
        const cohort = { ...day, to: ten + 100 * hour, asOf: ten + later * hour, calendarOf: () => calendar };
        const whole = responseKpis(cycles, cohort);
        expect(whole.within + whole.late + whole.due + whole.pending).toBe(whole.offered);
        const answerable = whole.offered - whole.pending - whole.noReply;
        expect(answerable - whole.answered - whole.ignored).toBeGreaterThanOrEqual(0);
        const byBucket = buckets.map((bucket) =>
          responseKpis(
            cycles.filter((one) => one.bucket === bucket),
            cohort,
          ),
        );
        for (const name of additive) {
          expect(byBucket.reduce((sum, part) => sum + part[name], 0)).toBe(whole[name]);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("the backlog is what was there, with what came and without what ended", () => {
  const cycles = fc.array(
    fc.record({ queuedAt: fc.nat(1000), took: fc.option(fc.nat(500)) }).map(({ queuedAt, took }) => ({
      queuedAt,
      endedAt: took === null ? null : queuedAt + took,
    })),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(cycles, fc.nat(1600), fc.nat(1600), (all, a, b) => {
      const [t1, t2] = [Math.min(a, b), Math.max(a, b)];
      const arrived = all.filter(({ queuedAt }) => queuedAt > t1 && queuedAt <= t2).length;
      const ended = all.filter(({ endedAt }) => endedAt !== null && endedAt > t1 && endedAt <= t2).length;
      expect(backlogAt(all, t2).length).toBe(backlogAt(all, t1).length + arrived - ended);
      const age = backlogAge(all, { at: t2, calendarOf: () => null });
      expect(age.bands.reduce((sum, band) => sum + band, 0)).toBe(age.n);
    }),
  );
});

test("a cycle that was followed by another within a week was reopened", () => {
  const base = { caseId: "a", endedAt: null };
  const cycles = [
    { ...base, cycle: 1, queuedAt: ten, resolvedAt: ten + hour },
    { ...base, cycle: 2, queuedAt: ten + 2 * hour, resolvedAt: ten + 3 * hour },
    { ...base, cycle: 3, queuedAt: ten + 9 * 24 * hour, resolvedAt: null },
  ];
  expect(reopenRate(cycles, { from: ten, to: ten + 24 * hour })).toEqual({ resolved: 2, reopened: 1, percent: 50 });
});

test("handling is focused work before the answer and wrapping up after it, over what was resolved", () => {
  const handled = (from: number, to: number, change = {}) => ({
    activity: [{ from: ten + from * minute, to: ten + to * minute }],
    cycles: [{ queuedAt: ten, answeredAt: ten + 10 * minute }],
    resolvedAt: ten + 30 * minute,
    ...change,
  });
  const cases = [handled(0, 8), handled(6, 22), handled(0, 0), handled(0, 60, { resolvedAt: null })];
  expect(averageHandleTime(cases, ten + hour)).toEqual({ n: 2, meanMs: 12 * minute });
  expect(averageHandleTime([], ten)).toEqual({ n: 0, meanMs: null });
});
