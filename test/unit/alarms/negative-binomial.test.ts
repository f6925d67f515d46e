import { expect, test } from "vitest";
import { upperBound, upperTail } from "../../../src-main/domain/alarms/negative-binomial.ts";

test("without more variance than the mean, the tail is that of a Poisson count", () => {
  // 1 - e^-2 (1 + 2 + 2^2/2! + … + 2^8/8!)
  let below = 0;
  for (let k = 0, term = Math.exp(-2); k < 9; k += 1, term *= 2 / k) below += term;
  expect(upperTail({ mean: 2, variance: 2 }, 9)).toBeCloseTo(1 - below, 12);
  expect(upperTail({ mean: 2, variance: 2 }, 0)).toBe(1);
});

test("with variance = mean + mean², it is geometric", () => {
  for (const count of [1, 5, 20, 60])
    expect(upperTail({ mean: 4, variance: 20 }, count)).toBeCloseTo((4 / 5) ** count, 10);
});

test("the bound is the smallest count that is less likely than p", () => {
  for (const expected of [
    { mean: 0.05, variance: 0.05 },
    { mean: 2, variance: 2.3 },
    { mean: 40, variance: 160 },
    { mean: 400, variance: 2000 },
  ])
    for (const p of [1e-2, 1e-3, 1e-5]) {
      const bound = upperBound(expected, p);
      expect(upperTail(expected, bound)).toBeLessThan(p);
      expect(upperTail(expected, bound - 1)).toBeGreaterThanOrEqual(p);
    }
});

test("more noise asks for more", () => {
  const bounds = [10, 20, 50].map((variance) => upperBound({ mean: 10, variance }, 1e-3));
  expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
  expect(new Set(bounds).size).toBe(3);
});
