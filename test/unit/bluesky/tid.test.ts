import fc from "fast-check";
import { expect, test } from "vitest";
import { tidOf } from "../../../src-main/adapters/bluesky/tid.ts";

const at = Date.UTC(2026, 10, 17, 10);
const alphabet = "234567abcdefghijklmnopqrstuvwxyz";
const millisecondsIn = (key: string) =>
  Number([...key].reduce((bits, letter) => bits * 32n + BigInt(alphabet.indexOf(letter)), 0n) >> 10n) / 1000;

test("a key is the same whenever it is asked for, and another for another reply", () => {
  expect(tidOf(at, "01JR1")).toBe(tidOf(at, "01JR1"));
  expect(tidOf(at, "01JR1")).not.toBe(tidOf(at, "01JR2"));
});

test("a key is a valid TID of its moment, and keys sort as their moments", () => {
  const moment = fc.integer({ min: 0, max: Date.UTC(2200, 0) });
  fc.assert(
    fc.property(moment, moment, fc.string(), (one, other, id) => {
      expect(tidOf(one, id)).toMatch(/^[234567abcdefghij][234567a-z]{12}$/);
      expect(Math.floor(millisecondsIn(tidOf(one, id)))).toBe(one);
      expect(tidOf(one, id) < tidOf(other, id)).toBe(one < other);
    }),
  );
});
