import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src-main/engine/store/open.ts";
import { startPublishingDesk } from "../engine/publishing/desk.ts";
import { startLoopbackNetwork } from "../support/loopback-network.ts";

const child = fileURLToPath(new URL("posting-child.ts", import.meta.url));
let approved = "";

/** A workspace with one approved reply whose hold is over. */
beforeAll(async () => {
  const desk = await startPublishingDesk();
  await desk.approved("Sorry for the wait: it comes today.");
  approved = mkdtempSync(join(tmpdir(), "watchroom-approved-"));
  await desk.parts.store.close();
  copyFileSync(desk.parts.store.file, join(approved, "desk.db"));
  rmSync(desk.parts.folder, { recursive: true });
});
afterAll(() => rmSync(approved, { recursive: true }));

type Way = {
  readonly isWhole?: boolean;
  readonly stopAt?: "request" | "answer";
  readonly isBlind?: boolean;
  readonly aheadMs?: number;
};

/** Starts an engine process and waits until it says something that begins so; the kill comes at once after that. */
function runUntil(told: Way & { readonly folder: string; readonly url: string }, words: string | Promise<void>) {
  const input = JSON.stringify({ stopAt: "never", isBlind: false, isWhole: false, aheadMs: 0, ...told });
  return new Promise<void>((resolve, reject) => {
    const running: ChildProcess = spawn(process.execPath, [child, input], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    const kill = () => running.kill("SIGKILL");
    if (typeof words !== "string") void words.then(kill);
    running.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (typeof words === "string" && said.includes(words)) kill();
    });
    running.on("error", reject);
    running.on("close", (_code, signal) =>
      signal === "SIGKILL" ? resolve() : reject(new Error(`the engine ended by itself: ${said}`)),
    );
  });
}

async function startDesk() {
  const folder = mkdtempSync(join(tmpdir(), "watchroom-posting-"));
  copyFileSync(join(approved, "desk.db"), join(folder, "desk.db"));
  const network = await startLoopbackNetwork();
  onTestFinished(async () => {
    await network.close();
    rmSync(folder, { recursive: true });
  });
  return { folder, network, url: network.url };
}

const openDesk = (folder: string) =>
  openStore({
    file: join(folder, "desk.db"),
    backups: folder,
    holder: { what: "test", pid: process.pid, since: 1 },
  });

async function replyIn(folder: string) {
  const store = await openDesk(folder);
  const reply = await store.read.selectFrom("reply").select(["state", "proof_url"]).executeTakeFirstOrThrow();
  await store.close();
  return reply;
}

const sent = '"outcome":"posted"';
const later = { aheadMs: 60_000 };

test("killed just before the request and started again, the reply is posted exactly once", async () => {
  const { folder, network, url } = await startDesk();
  await runUntil({ folder, url, stopAt: "request" }, "request");
  expect([network.posts.length, (await replyIn(folder)).state]).toEqual([0, "sending"]);
  await runUntil({ folder, url, ...later }, sent);
  expect([network.posts.length, (await replyIn(folder)).state]).toEqual([1, "sent"]);
});

test("a whole engine killed while the network has the words and the desk no answer posts exactly once", async () => {
  const { folder, network, url } = await startDesk();
  await runUntil({ folder, url, isWhole: true }, network.hold().stored);
  expect([network.posts.length, (await replyIn(folder)).state]).toEqual([1, "sending"]);
  await runUntil({ folder, url, isWhole: true, ...later }, sent);
  expect([network.posts.length, (await replyIn(folder)).state]).toEqual([1, "sent"]);
});

test("killed with the answer in hand, before it is written down, the reply is posted exactly once", async () => {
  const { folder, network, url } = await startDesk();
  await runUntil({ folder, url, stopAt: "answer" }, "answer");
  await runUntil({ folder, url, ...later }, sent);
  expect([network.posts.length, (await replyIn(folder)).state]).toEqual([1, "sent"]);
});

test("without the look before the second attempt there would be two: these tests can fail", async () => {
  const { folder, network, url } = await startDesk();
  await runUntil({ folder, url }, network.hold().stored);
  await runUntil({ folder, url, isBlind: true, ...later }, sent);
  expect(network.posts).toHaveLength(2);
});

test("if it were not marked as sending before the request there would be two", async () => {
  const { folder, network, url } = await startDesk();
  await runUntil({ folder, url }, network.hold().stored);
  const store = await openDesk(folder);
  await store.write(async (trx) => {
    await trx.deleteFrom("posting").execute();
    await trx.updateTable("reply").set({ state: "approved", next_at: null }).execute();
  });
  await store.close();
  await runUntil({ folder, url, ...later }, sent);
  expect(network.posts).toHaveLength(2);
});
