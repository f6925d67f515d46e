import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OpenMinutes } from "../../../src-main/domain/calendar/calendar.ts";
import { privateSteps } from "../../../src-main/contract/methods/private-path.ts";
import {
  nextSteps,
  noPath,
  type PrivatePath,
  remindAt,
  stepOf,
  takeStep,
} from "../../../src-main/domain/private-path/path.ts";
import { privateRate } from "../../../src-main/domain/private-path/rate.ts";

const HOUR = 3_600_000;
const step = (path: PrivatePath, name: (typeof privateSteps)[number], at: number) =>
  takeStep(path, { step: name, via: null, at });

describe("a path from public to private", () => {
  test("takes with a step those that were passed over, at the same moment", () => {
    const rung = step(noPath, "confirmed", 5);
    expect(rung?.at).toEqual({
      ...{ invited: 5, contacted: 5, confirmed: 5 },
      ...{ solved: null, closed_out: null, declined: null },
    });
  });

  test("keeps the moments of the steps before, and how the contact goes", () => {
    const invited = step(noPath, "invited", 5) ?? noPath;
    const reached = takeStep(invited, { step: "contacted", via: "phone", at: 9 }) ?? noPath;
    expect([reached.at.invited, reached.at.contacted, reached.via, step(reached, "confirmed", 12)?.via]).toEqual([
      5,
      9,
      "phone",
      "phone",
    ]);
  });

  test("is closed in public only after it was solved, and declined only before it was confirmed", () => {
    const invited = step(noPath, "invited", 1) ?? noPath;
    const confirmed = step(invited, "confirmed", 2) ?? noPath;
    const solved = step(confirmed, "solved", 3) ?? noPath;
    expect([noPath, invited, confirmed, solved].map(nextSteps)).toEqual([
      ["invited", "contacted", "confirmed", "solved"],
      ["contacted", "confirmed", "solved", "declined"],
      ["solved"],
      ["closed_out"],
    ]);
    expect(step(confirmed, "declined", 4)).toBeNull();
    expect(nextSteps(step(invited, "declined", 4) ?? noPath)).toEqual([]);
  });

  test("never goes back, and never has a moment before an earlier step's, whatever is tried", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...privateSteps), { maxLength: 12 }), (tried) => {
        let path = noPath;
        for (const [at, name] of tried.entries()) {
          const before = path;
          path = step(path, name, at + 1) ?? path;
          const taken = privateSteps.filter((one) => before.at[one] !== null);
          expect(taken.map((one) => path.at[one])).toEqual(taken.map((one) => before.at[one]));
        }
        const taken = (["invited", "contacted", "confirmed", "solved", "closed_out"] as const).map(
          (one) => path.at[one],
        );
        const there = taken.filter((at) => at !== null);
        expect(taken.slice(0, there.length)).toEqual(there);
        expect(there).toEqual(there.toSorted((a, b) => a - b));
      }),
    );
  });

  test("is to be reminded of where it stands, until it is over", () => {
    const invited = step(noPath, "invited", 0) ?? noPath;
    const confirmed = step(invited, "confirmed", HOUR) ?? noPath;
    const over = step(step(confirmed, "solved", 2 * HOUR) ?? noPath, "closed_out", 3 * HOUR) ?? noPath;
    const never = { timeZone: "UTC", week: {}, holidays: [] };
    const remindedAt = (path: PrivatePath) => remindAt(path, never);
    expect([noPath, invited, confirmed, over].map(remindedAt)).toEqual([null, 24 * HOUR, 73 * HOUR, null]);
    expect(stepOf(over)).toBe("closed_out");
  });
});

test.each([
  ["in desk hours at once", "2026-01-20T10:00:00Z", "2026-01-21T10:00:00Z"],
  ["in the evening in the morning", "2026-01-20T18:00:00Z", "2026-01-22T09:00:00Z"],
  ["at the closing minute in the morning", "2026-01-20T17:00:00Z", "2026-01-22T09:00:00Z"],
  ["at the opening minute at once", "2026-01-20T09:00:00Z", "2026-01-21T09:00:00Z"],
  ["over a week-end on Monday", "2026-01-23T10:00:00Z", "2026-01-26T09:00:00Z"],
])("a reminder that is due %s", (_when, invitedAt, remindedAt) => {
  const office: readonly OpenMinutes[] = [[540, 1020]];
  const week = { Mon: office, Tue: office, Wed: office, Thu: office, Fri: office };
  const invited = step(noPath, "invited", Date.parse(invitedAt)) ?? noPath;
  expect(remindAt(invited, { timeZone: "UTC", week, holidays: [] })).toBe(Date.parse(remindedAt));
});

describe("the rate of those who got there", () => {
  const complaints = 10;

  test("judges an invitation when it is confirmed or its 48 hours are over, and not before", () => {
    const paths = [
      { invitedAt: 0, confirmedAt: 48 * HOUR },
      { invitedAt: 0, confirmedAt: 48 * HOUR + 1 },
      { invitedAt: 0, confirmedAt: null },
      { invitedAt: 60 * HOUR, confirmedAt: null },
    ];
    expect(privateRate(paths, { complaints, asOf: 100 * HOUR })).toEqual({
      ...{ complaints, invited: 4, completed: 1, missed: 2 },
      ...{ invitedPercent: 40, completedPercent: 100 / 3 },
    });
  });

  test("is a dash where nothing can be judged, never 0 %", () => {
    const waiting = [{ invitedAt: 99 * HOUR, confirmedAt: null }];
    expect(privateRate(waiting, { complaints: 0, asOf: 100 * HOUR })).toMatchObject({
      invitedPercent: null,
      completedPercent: null,
    });
  });
});
