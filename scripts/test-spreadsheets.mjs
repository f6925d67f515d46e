// `npm run test:spreadsheets`: LibreOffice opens what Watchroom exports, shows that no cell is a formula, and gives the
// values back. It is no part of `npm test`: LibreOffice is a large Debian package of its own.
import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { findProgram, runBeside } from "./run.mjs";
import { setUpOrExit } from "./setup.mjs";

const MINUTE = 60_000;

async function main() {
  await setUpOrExit();
  if (spawnSync("soffice", ["--version"], { stdio: "ignore" }).status !== 0) {
    process.stdout.write(
      "LibreOffice, which these tests need, is not installed, so nothing was tested.\n" +
        "To install it on Debian: apt-get install --no-install-recommends libreoffice-calc\n",
    );
    return;
  }
  process.exitCode = await runBeside([findProgram("vitest"), "run", "--project", "spreadsheets"], {
    limitMs: 5 * MINUTE,
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
