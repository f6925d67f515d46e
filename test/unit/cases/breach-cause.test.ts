import fc from "fast-check";
import { expect, test } from "vitest";
import type { Calendar } from "../../../src-main/domain/calendar/calendar.ts";
import { breachCause } from "../../../src-main/domain/cases/breach-cause.ts";
import { mergeGaps } from "../../../src-main/domain/cases/desk-gaps.ts";

const minute = 60_000;
const nine = Date.UTC(2026, 10, 17, 9);
const calendar: Calendar = { timeZone: "UTC", week: { Tue: [[540, 1020]] }, holidays: [] };
const part = (piece: string, from: number, to: number) => ({
  piece,
  from: nine + from * minute,
  to: nine + to * minute,
});
const parts = [part("queue", -600, 20), part("draft", 20, 45), part("approve", 45, 400)];

test("the part that took most of the open time until the deadline is the cause", () => {
  const dueAt = nine + 60 * minute;
  expect(breachCause(parts, { dueAt, gaps: [], calendar })).toBe("draft");
  const gaps = [{ from: nine + 18 * minute, to: nine + 44 * minute, kind: "off" as const }];
  expect(breachCause(parts, { dueAt, gaps, calendar })).toBe("off");
  expect(breachCause([], { dueAt, gaps, calendar })).toBe(null);
});

const stretches = fc
  .array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 30 })), { maxLength: 6 })
  .map((all) => all.map(([from, length]) => ({ from, to: from + length })).toSorted((a, b) => a.from - b.from));

test("gaps lie in their period, never over one another, and cover what was off or offline", () => {
  fc.assert(
    fc.property(stretches, stretches, fc.nat(60), fc.integer({ min: 60, max: 130 }), (away, offline, from, to) => {
      // What the engine's spans leave open never overlaps itself.
      const absent = away
        .filter((gap, at) => away.slice(0, at).every((other) => other.to < gap.from))
        .map((gap) => ({ ...gap, kind: gap.from % 2 === 0 ? ("off" as const) : ("asleep" as const) }));
      const gaps = mergeGaps({ absent, offline }, { from, to });
      const isIn = (moment: number, all: readonly { from: number; to: number }[]) =>
        all.some((gap) => gap.from <= moment && moment < gap.to);
      for (let moment = from; moment < to; moment += 1) {
        const here = gaps.filter((gap) => gap.from <= moment && moment < gap.to);
        const gone = absent.filter((gap) => gap.from <= moment && moment < gap.to).map(({ kind }) => kind);
        const expected = gone.length > 0 ? gone : isIn(moment, offline) ? ["offline"] : [];
        expect(here.map(({ kind }) => kind)).toEqual(expected);
      }
      expect(gaps.every((gap) => gap.from >= from && gap.to <= to && gap.from < gap.to)).toBe(true);
    }),
  );
});
