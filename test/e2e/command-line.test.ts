import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startFeedServer } from "../support/feed-server.ts";
import type { FeedServer } from "../support/feed-server.ts";
import { makeDataDir, runCli } from "../support/served-desk.ts";

let dataDir: string;
let feed: FeedServer;
const hour = 3_600_000;

beforeEach(async () => {
  dataDir = makeDataDir();
  const now = Date.now();
  feed = await startFeedServer([
    {
      id: "1",
      title: "Refund for the 09:40",
      text: "Still waiting for my refund from Ternway, two weeks now.",
      publishedAt: now - hour,
    },
    { id: "2", title: "Weather", text: "Sunny on the quay.", publishedAt: now - 2 * hour },
  ]);
});
afterEach(() => feed.close());

const cli = async (...words: readonly string[]): Promise<unknown> =>
  JSON.parse(await runCli(dataDir, ...words, "--json"));

test("watch add, source add, poll, mentions, export: the whole way on the command line", async () => {
  await cli("watch", "add", "Brand", "ternway");
  const source = (await cli("source", "add", feed.url, "--name", "Harbour Forum", "--allow-private")) as {
    name: string;
  };
  expect(source.name).toBe("Harbour Forum");
  await cli("poll", "--all");
  const mentions = (await cli("mentions")) as {
    title: string;
    source: string;
    bucket: string;
    watches: string[];
    publishedAt: string;
    story: { copies: number };
  }[];
  expect(mentions.map(({ title, source: from, watches, story }) => [title, from, watches, story.copies])).toEqual([
    ["Refund for the 09:40", "Harbour Forum", ["Brand"], 1],
  ]);
  expect(mentions[0]?.publishedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(await cli("mentions", "--search", "weather")).toEqual([]);

  const again = await cli("poll", "--all");
  expect(again).toMatchObject({ notModified: 1, failed: 0, newMentions: 0 });

  mkdirSync(join(dataDir, "out"));
  const out = join(dataDir, "out", "log.csv");
  const from = new Date(Date.now() - 24 * hour).toISOString();
  const to = new Date(Date.now() + hour).toISOString();
  await cli("export", "shift-log", "--from", from, "--to", to, "--format", "csv", "--out", out);
  const [header, ...rows] = readFileSync(out, "utf8").replace("\uFEFF", "").trim().split("\r\n");
  expect(header).toBe(
    "seq,at,shift,kind,case,contact,source,bucket,sentiment,what,who,approved_by,url,reply_url,due_at,breached,hash",
  );
  expect(rows.map((row) => row.split(",")[3])).toContain("case.queued");
  expect(await cli("check")).toMatchObject({ ok: true });
});

test("what cannot be done is said in one sentence on stderr, with exit 1", async () => {
  await expect(runCli(dataDir, "watch", "add", "Broken", 'ternway AND "')).rejects.toThrow(/ended with 1: [^\n]+$/);
  await expect(runCli(dataDir, "source", "add", "not an address")).rejects.toThrow(/ended with 1: [^\n]+$/);
});

test("a private address is not polled without consent, and the source's row says so", async () => {
  await cli("watch", "add", "Brand", "ternway");
  await runCli(dataDir, "source", "add", feed.url, "--json");
  await cli("poll", "--all");
  expect(feed.requests).toEqual([]);
  const [source] = (await cli("source", "list")) as { trouble: { code: string } }[];
  expect(source?.trouble.code).toBe("fetch.private-address");
});
