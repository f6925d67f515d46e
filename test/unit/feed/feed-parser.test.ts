import { afterEach, expect, test } from "vitest";
import { createFeedParser } from "../../../src-main/engine/sources/feed/feed-parser.ts";
import type { FeedParser, FeedParserParts } from "../../../src-main/engine/sources/feed/feed-parser.ts";

const parsers: FeedParser[] = [];
afterEach(async () => {
  await Promise.all(parsers.splice(0).map((parser) => parser.close()));
});

function start(parts: Partial<FeedParserParts> = {}): FeedParser {
  const workerUrl = new URL("../../../src-main/engine/sources/feed/parse-worker.ts", import.meta.url);
  const parser = createFeedParser({ workerUrl, ...parts });
  parsers.push(parser);
  return parser;
}

const rss = (items: string) => Buffer.from(`<rss version="2.0"><channel><title>T</title>${items}</channel></rss>`);
const good = rss("<item><title>a</title></item>");
/** Start and end tags that do not match: closing each searches all that are open. */
const slow = rss("<a>".repeat(4_900) + "</b>".repeat(2_000_000));

test("a feed is parsed in the worker", async () => {
  expect(await start().parse(good, {})).toMatchObject({ title: "T", items: [{ title: "a" }] });
});

test("feeds that come together are parsed one after another, each with its own answer", async () => {
  const parser = start();
  const titles = ["a", "b", "c"].map((title) => parser.parse(rss(`<item><title>${title}</title></item>`), {}));
  expect(await Promise.all(titles)).toMatchObject(["a", "b", "c"].map((title) => ({ items: [{ title }] })));
});

test("a feed that takes too long is given up, and the next one is parsed", async () => {
  const parser = start({ timeoutMs: 300 });
  const before = performance.now();
  const [first, second] = await Promise.all([parser.parse(slow, {}), parser.parse(good, {})]);
  expect(first).toEqual({ error: { code: "too_slow", params: {} } });
  expect(second).toMatchObject({ items: [{ title: "a" }] });
  expect(performance.now() - before).toBeLessThan(5_000);
});

test("a feed that only rss-parser takes too long for is read without it", async () => {
  // Half a second for us and a quarter of a minute for rss-parser: the limit lies far from both, also on a busy machine.
  const words = `<description>${"x&lt;p&gt;\n".repeat(9_000)}</description>`;
  const feed = await start({ timeoutMs: 5_000 }).parse(rss(`<item><title>a</title>${words}</item>`.repeat(10)), {});
  expect(feed).toMatchObject({ title: "T", items: { length: 10 } });
});

test("a feed that takes too much memory is given up, and the next one is parsed", async () => {
  const parser = start({ memoryMb: 24, timeoutMs: 20_000 });
  const huge = rss(`<item>${"<category>x</category>".repeat(150)}</item>`.repeat(3_000));
  expect(await parser.parse(huge, {})).toEqual({ error: { code: "too_large", params: {} } });
  expect(await parser.parse(good, {})).toMatchObject({ items: [{ title: "a" }] });
});

test("a worker that cannot start is an error, not a silence", async () => {
  await expect(start({ workerUrl: new URL("./no-such-worker.ts", import.meta.url) }).parse(good, {})).rejects.toThrow(
    "no-such-worker",
  );
});

test("a closed parser parses nothing more", async () => {
  const parser = start();
  await parser.parse(good, {});
  await parser.close();
  await expect(parser.parse(good, {})).rejects.toThrow("closed");
});
