import { expect, test } from "vitest";
import { runMutations } from "./mutation-run.ts";

// Other feeds in each run. `npm run fuzz` reads 100,000; with COUNT SEED PATH it repeats what was found.
const count = 5_000;
const seed = Date.now() % 2 ** 31;

test(`${count} mutated feeds of seed ${seed} are read or refused, quickly and as plain words, and what is stored is what is reported`, async () => {
  process.stdout.write(`mutated feeds: seed ${seed}\n`);
  const { feeds, answers, polled, stored } = await runMutations({ count, seed, storeEach: 20 });
  expect(feeds).toBe(count);
  expect(polled).toBe(count / 20);
  // Neither all of them nothing, nor all of them what they were.
  expect(
    Math.min(answers["read"] ?? 0, answers["repaired"] ?? 0, answers["feed.not_a_feed_other"] ?? 0, stored),
  ).toBeGreaterThan(0);
}, 240_000);
