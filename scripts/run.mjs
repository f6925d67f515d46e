// `node scripts/run.mjs <a .ts file or the command of a package> [words…]`: sets up, then runs it on Node 24.
// stdout, stdin, signals and the exit code are the program's own.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createNode24Environment, node24, root, setUpOrExit } from "./setup.mjs";

/** Our own programs get the room for new objects that the engine of the desktop has: src-main/shell/young-objects.ts says why. */
const OF_OURS = ["--max-semi-space-size=16"];

const PACKAGE_OF = { depcruise: "dependency-cruiser", tsc: "typescript" };

/** The file behind a package's command: the .bin folder holds shell files on Windows, which Node cannot run. */
export function findProgram(name) {
  if (/\.[cm]?[jt]s$/.test(name)) return join(root, name);
  const folder = join(root, "node_modules", PACKAGE_OF[name] ?? name);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[name]);
}

/**
 * Runs a program (Node 24 unless `program` names another) beside this one and gives its exit code; signals sent to this
 * one reach it. `onOutput` hears what it prints, which is printed all the same; after `limitMs` it is ended.
 */
export function runBeside(words, options = {}) {
  const { program = node24, cwd = root, env = createNode24Environment(), limitMs, onOutput } = options;
  const stdio = ["inherit", onOutput ? "pipe" : "inherit", "inherit"];
  const child = spawn(program, words, { cwd, env, stdio, ...(limitMs && { timeout: limitMs }) });
  child.stdout?.on("data", (chunk) => {
    process.stdout.write(chunk);
    onOutput(String(chunk));
  });
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  // What is typed at a terminal reaches both of us already; twice would read as impatience.
  const pass = (signal) => (signal === "SIGINT" && process.stdin.isTTY) || child.kill(signal);
  for (const signal of signals) process.on(signal, pass);
  const watch = watchNpm(() => child.kill("SIGTERM"));
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.off(name, pass);
      done(code ?? 128 + constants.signals[signal]);
    });
  });
}

// npm passes SIGTERM to the shell it starts us through, and that dies without passing it on.
function watchNpm(onGone) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event) return undefined;
  return setInterval(() => process.ppid !== parent && onGone(), 500);
}

async function main() {
  const [name, ...words] = process.argv.slice(2);
  if (!name) {
    process.stderr.write("Usage: node scripts/run.mjs <file.ts or command> [words…]\n");
    process.exit(1);
  }
  await setUpOrExit();
  const program = findProgram(name);
  const options = name.endsWith(".ts") ? OF_OURS : [];
  process.exitCode = await runBeside([...options, program, ...words], { cwd: process.cwd() });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
