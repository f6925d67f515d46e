import fc from "fast-check";
import { expect, test } from "vitest";
import { handleTimeOf, missingFrom, unionOf } from "../../../src-main/domain/kpi/handle-time.ts";

test.each([
  [[], []],
  [
    [
      { from: 3, to: 9 },
      { from: 0, to: 5 },
    ],
    [{ from: 0, to: 9 }],
  ],
  [
    [
      { from: 0, to: 2 },
      { from: 2, to: 3 },
      { from: 5, to: 6 },
    ],
    [
      { from: 0, to: 3 },
      { from: 5, to: 6 },
    ],
  ],
  [
    [
      { from: 0, to: 9 },
      { from: 3, to: 4 },
    ],
    [{ from: 0, to: 9 }],
  ],
])("spans %o are %o", (spans, joined) => {
  expect(unionOf(spans)).toEqual(joined);
});

test("what is missing of a span are the parts that none of the known ones holds", () => {
  const known = [
    { from: 2, to: 4 },
    { from: 3, to: 5 },
    { from: 8, to: 9 },
  ];
  expect(missingFrom(known, { from: 0, to: 10 })).toEqual([
    { from: 0, to: 2 },
    { from: 5, to: 8 },
    { from: 9, to: 10 },
  ]);
  expect(missingFrom(known, { from: 3, to: 5 })).toEqual([]);
});

const spans = fc.array(
  fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 50 })).map(([from, length]) => ({ from, to: from + length })),
  { maxLength: 12 },
);

test("recorded one by one, in any order, two windows of a person count each moment once", () => {
  fc.assert(
    fc.property(spans, (told) => {
      const recorded: { from: number; to: number }[] = [];
      for (const span of told) recorded.push(...missingFrom(recorded, span));
      const moments = new Set(told.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, n) => from + n)));
      return recorded.reduce((sum, { from, to }) => sum + to - from, 0) === moments.size;
    }),
  );
});

test("work after the answer is wrap until the next cycle begins", () => {
  const work = [
    { from: 0, to: 10 },
    { from: 30, to: 45 },
  ];
  expect(handleTimeOf(work, [{ queuedAt: 0, answeredAt: null }])).toEqual({ workedMs: 25, wrapMs: 0 });
  expect(handleTimeOf(work, [{ queuedAt: 0, answeredAt: 8 }])).toEqual({ workedMs: 8, wrapMs: 17 });
  const reopened = [
    { queuedAt: 0, answeredAt: 8 },
    { queuedAt: 40, answeredAt: null },
  ];
  expect(handleTimeOf(work, reopened)).toEqual({ workedMs: 13, wrapMs: 12 });
});
