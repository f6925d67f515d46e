// `npm run check`: everything that can be said about the code without running it. One line for each check; what it
// printed stands below when it failed.
import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import { findProgram } from "./run.mjs";
import { createNode24Environment, node24, root, setUpOrExit } from "./setup.mjs";

const LAYERS = ["src-main", "src-renderer", "--config", ".dependency-cruiser.cjs", "--output-type", "err"];
const MINUTE = 60_000;

const CHECKS = [
  { title: "types", words: ["tsc", "--build"] },
  { title: "lint", words: ["oxlint", "--type-aware", "--deny-warnings"] },
  { title: "format", words: ["oxfmt", "--check"] },
  // A cruiser that understands no file finds no fault in any.
  {
    title: "layers",
    words: ["depcruise", ...LAYERS],
    isGood: (text) => /[1-9]\d* modules, \d+ dependencies/.test(text),
  },
  { title: "unused code", words: ["knip", "--no-progress", "--no-config-hints"] },
  { title: "lockfile", words: ["scripts/complete-lock.mjs", "--check"] },
];

/** Runs every check and gives how many passed and failed. */
export async function runChecks() {
  const count = { passed: 0, failed: 0 };
  for (const check of CHECKS) {
    const since = Date.now();
    const { code, output } = await runCheck(check);
    const passed = code === 0 && (check.isGood?.(output) ?? true);
    count[passed ? "passed" : "failed"] += 1;
    const seconds = ((Date.now() - since) / 1000).toFixed(1);
    process.stdout.write(`${passed ? "passed" : "FAILED"}  ${check.title} (${seconds} s)\n`);
    if (!passed) process.stdout.write(`${output.trim()}\n\n`);
  }
  return count;
}

function runCheck({ words: [name, ...words] }) {
  const child = spawn(node24, [findProgram(name), ...words], {
    cwd: root,
    env: { ...createNode24Environment(), NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 5 * MINUTE,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => done({ code, output: signal ? `${output}\nended by ${signal}` : output }));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await setUpOrExit();
  const { passed, failed } = await runChecks();
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}
