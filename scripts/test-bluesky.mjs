// `npm run test:bluesky`: the Bluesky adapter against a real server on this machine. It is no part of `npm test`: the
// server is 386 MB of packages, which `npm run test:bluesky -- --install` puts into .cache/bluesky-pds.
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findProgram, runBeside } from "./run.mjs";
import { root, setUpOrExit } from "./setup.mjs";

const MINUTE = 60_000;
const folder = join(root, ".cache/bluesky-pds");

const isInstalled = () => existsSync(join(folder, "node_modules/@atproto/pds/package.json"));

/** Scripts of the packages are not run: the database comes with its binary. */
async function install() {
  cpSync(join(root, "test/bluesky/pds"), folder, { recursive: true });
  const npm = process.env.npm_execpath;
  const words = ["install", "--ignore-scripts", "--no-audit", "--no-fund"];
  if (!npm) throw new Error("Start it by npm: npm run test:bluesky -- --install");
  const code = await runBeside([npm, ...words], { cwd: folder, limitMs: 15 * MINUTE });
  if (code !== 0 || !isInstalled()) throw new Error(`The server could not be installed: npm ended with ${code}`);
}

async function main() {
  await setUpOrExit();
  if (process.argv.includes("--install")) await install();
  if (!isInstalled()) {
    process.stdout.write(
      "The Bluesky server for these tests is not installed, so nothing was tested.\n" +
        "To install it (386 MB from npm, into .cache/bluesky-pds): npm run test:bluesky -- --install\n",
    );
    return;
  }
  cpSync(join(root, "test/bluesky/pds"), folder, { recursive: true });
  process.exitCode = await runBeside([findProgram("vitest"), "run", "--project", "bluesky"], { limitMs: 10 * MINUTE });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
