// Installs what package-lock.json names, once; nothing happens while it is unchanged. Runs on any Node from 20 on;
// everything else runs on the Node 24 that this brings as the npm package `node`.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
export const node24 = join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
const stampFile = join(root, "node_modules/.watchroom-setup");
const OLDEST_NODE = 20;

/** The environment in which `node` means Node 24, for programs that look it up on the path themselves. */
export function createNode24Environment() {
  const path = [join(root, "node_modules/node/bin"), join(root, "node_modules/.bin"), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path };
}

/** Makes node_modules what package-lock.json says. Progress goes to stderr, so that stdout stays the caller's own. */
export async function setUp() {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE)
    throw new Error(
      `Watchroom needs Node ${OLDEST_NODE} or newer to set itself up; this is Node ${process.versions.node}. See https://nodejs.org`,
    );
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  const stamp = createHash("sha256").update(lock).digest("hex");
  if (existsSync(node24) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  if (!isInstalled(lock)) {
    // Engine warnings are about this Node; from a lockfile npm installs the same packages under each.
    await runNpm("Installing packages", ["ci", "--loglevel=error"]);
  }
  if (!existsSync(node24)) {
    // The only package whose install script is needed. .npmrc turns the others off: one would call a compiler.
    await runNpm("Fetching Node 24", ["rebuild", "node", "--ignore-scripts=false", "--loglevel=error"]);
    if (!existsSync(node24)) throw new Error(`npm brought no Node 24 for ${process.platform} on ${process.arch}.`);
  }
  writeFileSync(stampFile, stamp);
}

/** npm keeps in node_modules what it put there: true when that is every package which the lockfile wants here. */
function isInstalled(lock) {
  const hidden = join(root, "node_modules/.package-lock.json");
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(lock).packages;
  const present = JSON.parse(readFileSync(hidden, "utf8")).packages;
  const isPresent = (path) => present[path]?.version === wanted[path].version && existsSync(join(root, path));
  return (
    Object.keys(wanted).every((path) => path === "" || isPresent(path) || (wanted[path].optional && !present[path])) &&
    Object.keys(present).every((path) => wanted[path] !== undefined)
  );
}

function runNpm(title, words) {
  const since = Date.now();
  const report = (text) => process.stderr.write(`watchroom: ${title}${text}\n`);
  const seconds = () => Math.round((Date.now() - since) / 1000);
  report(" …");
  const ticker = setInterval(() => report(` … ${seconds()} s`), 5000);
  const npm = process.env.npm_execpath?.endsWith(".js")
    ? [process.execPath, [process.env.npm_execpath, ...words]]
    : ["npm", words];
  return new Promise((done, fail) => {
    const child = spawn(npm[0], npm[1], {
      cwd: root,
      stdio: ["ignore", 2, 2],
      shell: npm[0] === "npm" && process.platform === "win32",
    });
    child.on("error", (cause) => fail(new Error(`npm could not be started: ${cause.message}`, { cause })));
    child.on("exit", (code) => {
      if (code === 0) {
        report(`: done in ${seconds()} s`);
        done();
      } else
        fail(
          new Error(
            `${title} failed: npm ended with ${code}. Without a network the first start cannot install anything.`,
          ),
        );
    });
  }).finally(() => clearInterval(ticker));
}

/** For commands: a set-up that fails ends the program with one sentence. */
export async function setUpOrExit() {
  try {
    await setUp();
  } catch (error) {
    process.stderr.write(`watchroom: ${error.message}\n`);
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await setUpOrExit();
