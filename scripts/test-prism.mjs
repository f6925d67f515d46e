// `npm run test:prism`: every request of the HubSpot and Pipedrive connectors against our contract of those endpoints,
// checked by Prism on this machine. It is no part of `npm test`: Prism is 74 MB of packages, which
// `npm run test:prism -- --install` puts into .cache/prism. No request leaves the machine.
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findProgram, runBeside } from "./run.mjs";
import { root, setUpOrExit } from "./setup.mjs";

const MINUTE = 60_000;
const folder = join(root, ".cache/prism");

const isInstalled = () => existsSync(join(folder, "node_modules/@stoplight/prism-cli/package.json"));

/** Scripts of the packages are not run: one of them only counts installations. */
async function install() {
  cpSync(join(root, "test/prism/server"), folder, { recursive: true });
  const npm = process.env.npm_execpath;
  const words = ["install", "--ignore-scripts", "--no-audit", "--no-fund"];
  if (!npm) throw new Error("Start it by npm: npm run test:prism -- --install");
  const code = await runBeside([npm, ...words], { cwd: folder, limitMs: 15 * MINUTE });
  if (code !== 0 || !isInstalled()) throw new Error(`Prism could not be installed: npm ended with ${code}`);
}

async function main() {
  await setUpOrExit();
  if (process.argv.includes("--install")) await install();
  if (!isInstalled()) {
    process.stdout.write(
      "Prism, which these tests need, is not installed, so nothing was tested.\n" +
        "To install it (74 MB from npm, into .cache/prism): npm run test:prism -- --install\n",
    );
    return;
  }
  process.exitCode = await runBeside([findProgram("vitest"), "run", "--project", "prism"], { limitMs: 5 * MINUTE });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
