// Reads mutated feeds: `node test/faults/fuzz.ts COUNT [SEED [PATH]]`. They come in rounds, each with a seed of its own that
// is printed before it, so that a round can be repeated alone; fast-check prints the path of what it found.
import { runMutations } from "./mutation-run.ts";
import type { MutationFigures } from "./mutation-run.ts";

const roundSize = 10_000;

const [countWord = "100000", seedWord, path] = process.argv.slice(2);
const count = Number(countWord);
const firstSeed = seedWord === undefined ? Date.now() % 2 ** 31 : Number(seedWord);
const rounds: MutationFigures[] = [];
const before = performance.now();
for (let done = 0; done < count; done += roundSize) {
  const seed = firstSeed + done / roundSize;
  const size = Math.min(roundSize, count - done);
  process.stdout.write(`${size} mutated feeds, seed ${seed} … `);
  const round = await runMutations({ count: size, seed, path, storeEach: 20 });
  rounds.push(round);
  process.stdout.write(`no fault, slowest ${round.slowestMs.toFixed(0)} ms\n`);
}

const sumOf = (figure: "feeds" | "items" | "polled" | "stored") =>
  rounds.reduce((sum, round) => sum + round[figure], 0);
const seconds = ((performance.now() - before) / 1000).toFixed(0);
process.stdout.write(`${sumOf("feeds")} feeds, no fault, in ${seconds} s; ${sumOf("items")} items read; `);
process.stdout.write(`${sumOf("polled")} feeds polled and ${sumOf("stored")} items stored, as reported\n`);
const answers = new Map<string, number>();
for (const [answer, times] of rounds.flatMap((round) => Object.entries(round.answers)))
  answers.set(answer, (answers.get(answer) ?? 0) + times);
for (const [answer, times] of [...answers].toSorted(([, a], [, b]) => b - a))
  process.stdout.write(`  ${answer}: ${times}\n`);
