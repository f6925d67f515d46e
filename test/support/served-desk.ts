import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { runProgram, stopProgram } from "./processes.ts";

const root = join(import.meta.dirname, "..", "..");
const cli = join(root, "src-main", "hosts", "cli.ts");

export type ServedDesk = {
  readonly url: string;
  /** A code for one browser. */
  readonly code: string;
  readonly dataDir: string;
  readonly child: ChildProcess;
  /** Ends it; the folder stays until `remove`. */
  readonly stop: () => Promise<void>;
  readonly remove: () => void;
};

/** The environment of a program under test: no keyring of the person who runs the tests, outputs checked. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, WATCHROOM_CHECK_OUTPUTS: "1", DBUS_SESSION_BUS_ADDRESS: "disabled:" };
}

export function makeDataDir(): string {
  return mkdtempSync(join(tmpdir(), "watchroom-e2e-"));
}

/** `watchroom serve` in a process of its own, on a free port, ready when its first line is there. */
export async function serveDesk({ dataDir = makeDataDir(), args = [] as readonly string[] } = {}): Promise<ServedDesk> {
  const child = spawn(process.execPath, [cli, "serve", "--json", "--port", "0", "--data-dir", dataDir, ...args], {
    cwd: root,
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, "line"), once(child, "close").then(() => null)]);
  if (!first) throw new Error(`serve ended before its first line: ${complaints}`);
  const { url, code } = JSON.parse(String(first[0])) as { url: string; code: string };
  return {
    url,
    code,
    dataDir,
    child,
    stop: () => stopProgram(child),
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

/** One command of the CLI; its standard output. */
export function runCli(dataDir: string, ...words: readonly string[]): Promise<string> {
  return runProgram(process.execPath, [cli, ...words, "--data-dir", dataDir], {
    cwd: root,
    env: environment(),
    timeoutMs: 60_000,
  });
}
