import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../src-main/engine/store/open.ts";

let made: Promise<string> | null = null;

/**
 * Puts a workspace that was never used at `file`. All migrations run once for each process of tests: running them is most
 * of what a small test would take, and test/migrations looks at them step by step.
 */
export async function placeFreshWorkspace(file: string): Promise<void> {
  made ??= makeOne();
  copyFileSync(await made, file);
}

async function makeOne(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "watchroom-fresh-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "desk.db");
  const store = await openStore({ file, backups: folder, holder: { what: "test", pid: process.pid, since: 0 } });
  await store.close();
  return file;
}
