// Reads mutated feeds: `node test/faults/fuzz.ts COUNT [SEED [PATH]]`. Prints the seed first, so that a run can be
// repeated; fast-check prints the path of what it found.
import { runMutations } from "./mutation-run.ts";

const [count = "100000", seedWord, path] = process.argv.slice(2);
const seed = seedWord === undefined ? Date.now() % 2 ** 31 : Number(seedWord);
process.stdout.write(`${count} mutated feeds, seed ${seed}\n`);
const before = performance.now();
const { answers, ...sums } = await runMutations({ count: Number(count), seed, path, storeEach: 20 });
const seconds = ((performance.now() - before) / 1000).toFixed(0);
process.stdout.write(`no fault in ${seconds} s; slowest ${sums.slowestMs.toFixed(0)} ms\n`);
process.stdout.write(
  `${sums.items} items read; ${sums.polled} feeds polled and ${sums.stored} items stored, as reported\n`,
);
for (const [answer, times] of Object.entries(answers).toSorted(([, a], [, b]) => b - a))
  process.stdout.write(`  ${answer}: ${times}\n`);
