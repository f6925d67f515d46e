// `npm test`: sets up, installs what the system lacks, checks, builds, runs every test. The last line is the sum.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "./build.mjs";
import { runChecks } from "./check.mjs";
import { findProgram, runBeside } from "./run.mjs";
import { root, setUpOrExit } from "./setup.mjs";
import { installSystemPackages } from "./system-packages.mjs";

const MINUTE = 60_000;
const results = join(root, ".cache/results");
const count = { passed: 0, failed: 0 };
const failures = [];

/** `names` say which failed, where that is known: the end of a long output is what people see. */
function add(title, { passed, failed, names = [] }) {
  count.passed += passed;
  count.failed += failed;
  if (failed > 0) failures.push([`${title} (${failed})`, ...names].join("\n    "));
}

/** One step that is good or throws. */
async function step(title, work) {
  try {
    await work();
    process.stdout.write(`passed  ${title}\n`);
    add(title, { passed: 1, failed: 0 });
  } catch (error) {
    process.stdout.write(`FAILED  ${title}\n${error.message}\n\n`);
    add(title, { passed: 0, failed: 1 });
  }
}

async function runTests(title, projects, limitMs, more = []) {
  const report = join(results, `${title}.json`);
  rmSync(report, { force: true });
  process.stdout.write(`\nTests: ${title}\n`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const words = [findProgram("vitest"), "run", ...reporters, ...more];
  const code = await runBeside([...words, ...projects.flatMap((name) => ["--project", name])], { limitMs });
  add(`tests of ${title}`, countTests(title, report, code));
}

// What vitest counts, and what makes it fail without counting: a file that does not load, an error between the tests,
// a run that was cut short or found nothing.
function countTests(title, report, code) {
  let summary;
  try {
    summary = JSON.parse(readFileSync(report, "utf8"));
  } catch (error) {
    process.stdout.write(`FAILED  ${title}: vitest ended with ${code} and left no result (${error.message})\n`);
    return { passed: 0, failed: 1 };
  }
  const broken = summary.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const passed = summary.numPassedTests;
  const skipped = summary.numPendingTests + (summary.numTodoTests ?? 0);
  let failed = summary.numFailedTests + broken.length;
  if (skipped > 0) process.stdout.write(`FAILED  ${title}: ${skipped} tests are switched off\n`);
  failed += skipped;
  if (failed === 0 && (code !== 0 || passed === 0)) {
    process.stdout.write(`FAILED  ${title}: vitest ended with ${code} after ${passed} tests\n`);
    failed = 1;
  }
  const names = summary.testResults.flatMap((file) => [
    ...(broken.includes(file) ? [`${relative(root, file.name)}: ${firstLine(file.message)}`] : []),
    ...file.assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => `${relative(root, file.name)}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`),
  ]);
  return { passed, failed, names };
}

const firstLine = (text) =>
  String(text ?? "")
    .split("\n", 1)[0]
    .slice(0, 300);

/** The tests in a real Electron need a runtime which exists for Linux on x64 only, and must be fetched. */
async function runElectronTests() {
  const { prepareElectronRuntime } = await import("../test/support/electron-runtime.ts");
  const runtime = await prepareElectronRuntime();
  if (runtime.missing) process.stdout.write(`\nTests: electron were not run, 1 group skipped: ${runtime.missing}\n`);
  else await runTests("electron", ["electron"], 8 * MINUTE);
}

async function main() {
  const since = Date.now();
  mkdirSync(results, { recursive: true });
  const lacking = installSystemPackages();
  if (lacking) process.stdout.write(`${lacking}\n`);
  add("checks", await runChecks());
  await step("build of what ships", () => build("production"));
  await step("build for the tests", () => build("test"));
  // Vitest alone would leave a core free: on two that is half of them.
  await runTests("unit", ["unit"], 8 * MINUTE, ["--maxWorkers=2"]);
  // Half of their time is waiting for servers that do not answer: more of them at once than there are cores.
  await runTests("faults", ["faults"], 6 * MINUTE, ["--maxWorkers=4"]);
  await runTests("renderer", ["renderer"], 8 * MINUTE, ["--maxWorkers=2"]);
  await runTests("e2e", ["e2e"], 12 * MINUTE, ["--maxWorkers=2"]);
  await runElectronTests();
  process.stdout.write(`\nAll of it took ${Math.round((Date.now() - since) / 1000)} s\n`);
  if (failures.length > 0) process.stdout.write(`Failed:\n  ${failures.join("\n  ")}\n`);
  process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`);
  process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
}

await setUpOrExit();
if (Number.parseInt(process.versions.node, 10) >= 24) await main();
else process.exitCode = await runBeside(["scripts/test.mjs"]);
