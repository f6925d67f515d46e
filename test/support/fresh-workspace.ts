import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../src-main/engine/store/open.ts";

let made: Promise<Buffer> | null = null;

/**
 * Puts a workspace that was never used at `file`. All migrations run once for each process of tests: running them is most
 * of what a small test would take, and test/migrations looks at them step by step.
 */
export async function placeFreshWorkspace(file: string): Promise<void> {
  made ??= makeOne();
  writeFileSync(file, await made);
}

async function makeOne(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "watchroom-fresh-"));
  const file = join(folder, "desk.db");
  const store = await openStore({ file, backups: folder, holder: { what: "test", pid: process.pid, since: 0 } });
  await store.close();
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true });
  return bytes;
}
