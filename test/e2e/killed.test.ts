import { once } from "node:events";
import { ulid } from "ulid";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startFeedServer } from "../support/feed-server.ts";
import type { FeedEntry, FeedServer } from "../support/feed-server.ts";
import { pairOverHttp } from "../support/rpc-client.ts";
import { makeDataDir, runCli, serveDesk } from "../support/served-desk.ts";

let dataDir: string;
let feed: FeedServer;

beforeEach(async () => {
  dataDir = makeDataDir();
  feed = await startFeedServer();
});
afterEach(() => feed.close());

const entries = (count: number, round: number): FeedEntry[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `${round}-${n}`,
    title: `Ternway ${round}-${n}`,
    text: `The Ternway ferry was late again, number ${round}-${n}.`,
    publishedAt: Date.now() - n * 1000,
  }));

async function killNow(child: {
  readonly pid?: number | undefined;
  kill: (signal: "SIGKILL") => boolean;
}): Promise<void> {
  const gone = once(child as unknown as NodeJS.EventEmitter, "exit");
  child.kill("SIGKILL");
  await gone;
}

test("a kill while polls are being stored loses nothing that was acknowledged, and all checks hold", async () => {
  const command = () => ({ commandId: ulid() });
  const acknowledged = new Set<string>();
  for (let round = 0; round < 6; round += 1) {
    feed.entries = [...entries(400, round), ...feed.entries].slice(0, 800);
    const desk = await serveDesk({ dataDir });
    const { call } = await pairOverHttp(desk.url, desk.code);
    if (round === 0) {
      await call("watches.save", { ...command(), name: "Brand", query: "ternway" });
      await call("sources.add", { ...command(), url: feed.url, allowPrivate: true });
    }
    // The engine dies under this call, so its answer does not matter.
    const polling = call("sources.poll", { all: true }).catch(() => null);
    const before = acknowledged.size;
    // As soon as the first of the poll's transactions can be read, while the next are under way.
    for (let reads = 0; acknowledged.size === before || reads < round; reads += 1) {
      const { mentions } = await call("mentions.list", { limit: 1000 });
      for (const mention of mentions) acknowledged.add(mention.id);
    }
    await killNow(desk.child);
    await polling;
  }
  const check = JSON.parse(await runCli(dataDir, "check", "--json")) as { ok: boolean };
  const found = new Set<string>();
  const desk = await serveDesk({ dataDir });
  const { call } = await pairOverHttp(desk.url, desk.code);
  for (let cursor: string | null = null; ;) {
    const page: { mentions: { id: string }[]; next: string | null } = await call("mentions.list", {
      limit: 1000,
      cursor,
    });
    for (const mention of page.mentions) found.add(mention.id);
    cursor = page.next;
    if (cursor === null) break;
  }
  await desk.stop();
  expect([check.ok, acknowledged.size > 400, [...acknowledged].filter((id) => !found.has(id))]).toEqual([
    true,
    true,
    [],
  ]);
});

test("a kill while somebody types loses none of the words that were shown as saved", async () => {
  feed.entries = entries(1, 0);
  const command = () => ({ commandId: ulid() });
  let typed = "";
  let saved = "";
  const text = "We are sorry about the late ferry. Your refund is on its way and we will write to you today.";
  const desk = await serveDesk({ dataDir });
  const { call } = await pairOverHttp(desk.url, desk.code);
  await call("watches.save", { ...command(), name: "Brand", query: "ternway" });
  await call("sources.add", { ...command(), url: feed.url, allowPrivate: true });
  await call("sources.poll", { all: true });
  const [mention] = (await call("mentions.list", {})).mentions;
  const storyId = mention?.story.id ?? "";
  if (mention?.bucket === "analytics") {
    const row = (await call("triage.page", { view: "analytics" })).rows[0];
    await call("triage.setBucket", {
      ...command(),
      stories: [{ id: storyId, version: row?.version ?? 0 }],
      bucket: "care",
    });
  }
  const reply = await call("replies.start", { ...command(), storyId });
  let version = reply.version;
  const typing = (async () => {
    for (const letter of text) {
      typed += letter;
      const answer = await call("replies.save", {
        ...command(),
        replyId: reply.id,
        version,
        fields: {},
        text: typed,
      }).catch(() => null);
      if (!answer) return;
      version = answer.version;
      saved = answer.text;
    }
  })();
  while (saved.length < 40) await new Promise((resolve) => setImmediate(resolve));
  await killNow(desk.child);
  await typing;
  const again = await serveDesk({ dataDir });
  const client = await pairOverHttp(again.url, again.code);
  const detail = await client.call("cases.get", { storyId });
  await again.stop();
  const found = detail.replies[0]?.text ?? "";
  expect([found.startsWith(saved), text.startsWith(found), saved.length >= 40]).toEqual([true, true, true]);
  expect(JSON.parse(await runCli(dataDir, "check", "--json"))).toMatchObject({ ok: true });
});
