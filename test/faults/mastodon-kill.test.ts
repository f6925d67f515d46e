import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { startMastodonServer } from "../support/mastodon-server/start-mastodon-server.ts";
import type { MastodonServer } from "../support/mastodon-server/start-mastodon-server.ts";
import type { ChildOrder } from "./mastodon-child.ts";

const child = fileURLToPath(new URL("mastodon-child.ts", import.meta.url));

/** Runs the child; it is killed without warning when it says one of the words, or when the promise is fulfilled. */
function run(order: ChildOrder, killAt: Promise<unknown> = new Promise(() => {})): Promise<string> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, JSON.stringify(order)], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    running.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (order.stopAt !== null && said.includes(`${order.stopAt}\n`)) running.kill("SIGKILL");
    });
    void killAt.then(() => running.kill("SIGKILL"));
    running.on("error", reject);
    running.on("close", (code, signal) => {
      if (code !== 0 && signal !== "SIGKILL") reject(new Error(`the child ended with ${code}`));
      else resolve(signal === "SIGKILL" ? "killed" : said.trim());
    });
  });
}

/** At a server that takes no notice of keys. */
async function approvedReply(): Promise<{ server: MastodonServer; order: ChildOrder }> {
  const folder = mkdtempSync(join(tmpdir(), "watchroom-mastodon-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const server = await startMastodonServer({ keys: "ignored" });
  onTestFinished(() => server.close());
  const { account, secret } = server.connect("desk", "01HZZZZZZZZZZZZZZZZZZZZZZZ");
  const parent = server.post("rita@far.example", "My parcel is late");
  const text = "@rita@far.example We are sorry. See https://www.example.com/refunds";
  const intent = { replyId: "reply", text, lang: "en", parentUrl: parent.url, parentKey: parent.uri };
  const journal = join(folder, "journal");
  return { server, order: { journal, account, secret, intent, stopAt: null, isBlind: false } };
}

const replies = ({ posts }: MastodonServer) => posts.filter(({ author }) => author.username === "desk");

test("killed just before the network call, then restarted: one post", async () => {
  const { server, order } = await approvedReply();
  expect(await run({ ...order, stopAt: "before" })).toBe("killed");
  expect(replies(server)).toEqual([]);
  const said = await run(order);
  expect(replies(server).map(({ url }) => `sent ${url}`)).toEqual([said]);
});

test("killed just after the network call, then restarted: one post, found by its words", async () => {
  const { server, order } = await approvedReply();
  expect(await run({ ...order, stopAt: "after" })).toBe("killed");
  expect(replies(server)).toHaveLength(1);
  expect(await run(order)).toBe(`found ${replies(server)[0]?.url}`);
  expect(replies(server)).toHaveLength(1);
  // The look is what keeps it at one: this server takes no notice of the key.
  await run({ ...order, isBlind: true });
  expect(replies(server)).toHaveLength(2);
});

test("killed while the server is still at work, then restarted: one post", async () => {
  const { server, order } = await approvedReply();
  const gate = Promise.withResolvers<void>();
  server.meet("POST", "/api/v1/statuses", { do: "wait", for: gate.promise });
  const arrived = vi.waitFor(() => expect(server.requests.some(({ method }) => method === "POST")).toBe(true), 20_000);
  expect(await run(order, arrived)).toBe("killed");
  gate.resolve();
  await vi.waitFor(() => expect(replies(server)).toHaveLength(1));
  expect(await run(order)).toBe(`found ${replies(server)[0]?.url}`);
  expect(replies(server)).toHaveLength(1);
});
