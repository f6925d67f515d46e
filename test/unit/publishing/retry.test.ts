import { expect, test } from "vitest";
import { doesKeyProtect, isWornOut, soonestTry, waitBeforeTry } from "../../../src-main/domain/publishing/retry.ts";

const seconds = (tries: number, fraction = 0.5) => waitBeforeTry({ tries, fraction }) / 1000;

test("waits double from half a minute to half an hour", () => {
  expect([1, 2, 3, 4, 7, 12, 99].map((tries) => seconds(tries))).toEqual([30, 60, 120, 240, 1800, 1800, 1800]);
});

test("chance moves a wait by a tenth either way, and the server's own wish goes first", () => {
  expect([seconds(1, 0), seconds(1, 0.999)].map(Math.round)).toEqual([27, 33]);
  expect(waitBeforeTry({ tries: 1, fraction: 0.5, askedMs: 90_000 })).toBe(90_000);
});

test("trying ends after twelve tries or a day", () => {
  const day = 24 * 3600_000;
  expect(isWornOut({ tries: 11, firstTryAt: 0, now: day - 1 })).toBe(false);
  expect(isWornOut({ tries: 12, firstTryAt: 0, now: 1 })).toBe(true);
  expect(isWornOut({ tries: 1, firstTryAt: 0, now: day })).toBe(true);
});

test.each([
  [null, 3600_000, 9e9, true],
  [0, null, 9e9, true],
  [0, 3600_000, 3599_999, true],
  [0, 3600_000, 3600_000, false],
  // The clock was put right by a second, and set back by hours: then nobody knows how long it is.
  [10_000, 3600_000, 9000, true],
  [7200_000, 3600_000, 0, false],
  [7200_000, null, 0, true],
])("unclear since %s, known for %s, at %s: the key protects = %s", (unclearSince, protectsMs, now, protects) => {
  expect(doesKeyProtect({ unclearSince, protectsMs, now })).toBe(protects);
});

test.each([
  [null, 100_000, 100_500, 100_500],
  [100_000, 100_000, 100_500, 160_000],
  [100_000, 100_000, 200_000, 200_000],
  [100_000, null, 100_500, 100_500],
])("unclear since %s, last tried at %s, a person asks at %s: it is tried at %s", (unclearSince, lastTryAt, now, at) => {
  expect(soonestTry({ unclearSince, lastTryAt, now })).toBe(at);
});
