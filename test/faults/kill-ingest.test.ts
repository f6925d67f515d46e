import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src-main/engine/store/open.ts";
import { checkWorkspace } from "../../src-main/engine/workspace/check.ts";

const child = fileURLToPath(new URL("ingest-child.ts", import.meta.url));

/** Runs the child until it has said that many posts are stored, then kills it without warning; gives what it had said. */
function killAfter(folder: string, posts: number): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, folder], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    running.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.split("\n").length > posts) running.kill("SIGKILL");
    });
    running.on("error", reject);
    running.on("close", (_code, signal) => {
      if (signal !== "SIGKILL") reject(new Error("the child ended by itself"));
      else resolve(said.split("\n").slice(0, -1));
    });
  });
}

test.each([1, 150, 333])(
  "killed after %i stored posts, the workspace is whole and nothing that was acknowledged is lost",
  async (posts) => {
    const folder = mkdtempSync(join(tmpdir(), "watchroom-kill-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const acknowledged = await killAfter(folder, posts);
    const store = await openStore({
      file: join(folder, "desk.db"),
      backups: folder,
      holder: { what: "test", pid: process.pid, since: 1 },
    });
    onTestFinished(() => store.close());
    const rows = await store.read
      .selectFrom("item")
      .innerJoin("mention", "mention.id", "item.id")
      .select("item.key")
      .execute();
    const stored = new Set(rows.map((row) => row.key));
    expect(acknowledged.filter((key) => !stored.has(key))).toEqual([]);
    expect(stored.size % 20).toBe(0);
    expect(await checkWorkspace({ store })).toEqual({ ok: true, findings: [] });
  },
);
