// Builds shell, engine and page when anything they are made of has changed since the last build.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { spawn } from "node:child_process";
import { findProgram } from "./run.mjs";
import { createNode24Environment, node24, root } from "./setup.mjs";

const PARTS = [
  "src-main",
  "src-renderer",
  "resources",
  "electron.vite.config.ts",
  "scripts/mantine-vars.ts",
  "test/electron/support/engine-without-database.ts",
];
const OUTPUTS = { production: "out", test: ".cache/test-app/out" };

/** Builds what ships (`production`) or the app of the tests (`test`); says nothing when it is up to date. */
export async function build(mode) {
  const stampFile = join(root, OUTPUTS[mode], ".built");
  const stamp = describeParts();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  process.stderr.write("watchroom: Building the page …\n");
  rmSync(stampFile, { force: true });
  const since = Date.now();
  const { code, output } = await runVite(mode);
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
  process.stderr.write(`watchroom: Building the page: done in ${Math.round((Date.now() - since) / 100) / 10} s\n`);
}

// Names, sizes and times of all files: a few hundred are looked at in some milliseconds.
function describeParts() {
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  const add = (path) => {
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    if (found?.isDirectory()) for (const name of readdirSync(join(root, path)).sort()) add(`${path}/${name}`);
    else if (found) hash.update(`${path} ${found.size} ${found.mtimeMs}\n`);
  };
  for (const part of PARTS) add(part);
  return hash.digest("hex");
}

function runVite(mode) {
  const words = [findProgram("electron-vite"), "build", "--mode", mode];
  const child = spawn(node24, words, { cwd: root, env: createNode24Environment(), stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => done({ code, output }));
  });
}
