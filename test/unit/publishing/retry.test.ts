import { expect, test } from "vitest";
import { doesKeyProtect, isWornOut, waitBeforeTry } from "../../../src-main/domain/publishing/retry.ts";

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
])("unclear since %s, known for %s, at %s: the key protects = %s", (unclearSince, protectsMs, now, protects) => {
  expect(doesKeyProtect({ unclearSince, protectsMs, now })).toBe(protects);
});
