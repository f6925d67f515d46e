import fc from "fast-check";
import { expect, test } from "vitest";
import { runChaos } from "./chaos.ts";

const perfect = { missing: 0, duplicated: 0, outOfOrder: 0, contacts: 40, complaints: 40, done: 200 };

test("through lost answers, outages and ends of the engine, nothing is missing, doubled or out of order", async () => {
  const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });
  await fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const figures = await runChaos({ seed });
      process.stdout.write(`chaos ${seed}: ${JSON.stringify(figures)}\n`);
      expect(figures).toMatchObject(perfect);
      // It was chaos.
      expect(figures.kills).toBe(3);
      expect(figures.lost).toBeGreaterThan(100);
      expect(figures.duringOutages).toBeGreaterThanOrEqual(50);
    }),
    // Another seed at every run; the message of a failure names it.
    { numRuns: 1, endOnFailure: true },
  );
}, 60_000);

test("the same chaos doubles what a sender logs that repeats without looking: this test can fail", async () => {
  const figures = await runChaos({ seed: 7, isBlind: true });
  process.stdout.write(`blind 7: ${JSON.stringify(figures)}\n`);
  expect(figures.duplicated).toBeGreaterThan(20);
  expect(figures.contacts).toBeGreaterThan(40);
}, 60_000);
