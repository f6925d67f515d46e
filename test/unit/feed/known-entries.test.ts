import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFeed } from "../../../src-main/engine/sources/feed/parse.ts";
import { isFeedError } from "../../../src-main/engine/sources/feed/parsed-feed.ts";
import type { KnownRaw, ParsedFeed, ParsedItem } from "../../../src-main/engine/sources/feed/parsed-feed.ts";
import { feedHistory, writeFeed } from "../../support/random-feeds.ts";
import type { WrittenFeed } from "../../support/random-feeds.ts";

const at = { url: "https://feed.example/x", contentType: "application/xml" };

async function read(bytes: Uint8Array, known?: KnownRaw | null): Promise<ParsedFeed | null> {
  const feed = await parseFeed(bytes, known === undefined ? at : { ...at, known });
  return isFeedError(feed) ? null : feed;
}

/** What a reading lets the next one leave out, and what each entry said. */
function learn(feed: ParsedFeed | null, itemsOf: Map<string, ParsedItem>): KnownRaw | null {
  if (!feed?.raw) return null;
  const unknown = feed.raw.entries.filter(({ isKnown }) => !isKnown);
  for (const [index, item] of feed.items.entries()) itemsOf.set(unknown[index]?.hash ?? "", item);
  return { context: feed.raw.context, hashes: new Set(feed.raw.entries.map(({ hash }) => hash)) };
}

/** The whole feed again, from what was read now and what was read before. */
function together({ raw, items, ...feed }: ParsedFeed, itemsOf: ReadonlyMap<string, ParsedItem>): ParsedFeed {
  if (!raw) return { ...feed, items };
  let next = 0;
  return {
    ...feed,
    items: raw.entries.flatMap(({ hash, isKnown }) => (isKnown ? (itemsOf.get(hash) ?? []) : (items[next++] ?? []))),
  };
}

type Count = { short: number; left: number };

async function expectSame(history: readonly Uint8Array[], count: Count): Promise<void> {
  const itemsOf = new Map<string, ParsedItem>();
  let known: KnownRaw | null = null;
  for (const bytes of history) {
    const feed = await read(bytes, known);
    const whole = await read(bytes);
    expect(feed && together(feed, itemsOf)).toEqual(whole);
    const left = feed?.raw?.entries.filter(({ isKnown }) => isKnown).length ?? 0;
    count.left += left;
    count.short += left > 0 ? 1 : 0;
    // What a failed or doubtful reading leaves behind is what the one before it knew.
    known = learn(feed, itemsOf) ?? known;
  }
}

test("a feed read without its known entries says what it says as a whole, whatever was changed in between", async () => {
  const count = { short: 0, left: 0 };
  await fc.assert(
    fc.asyncProperty(feedHistory(4), async (history: readonly WrittenFeed[]) => {
      await expectSame(history.map(writeFeed), count);
    }),
    { numRuns: 80 },
  );
  // It is worth nothing where nothing is left out.
  expect(count.short).toBeGreaterThan(20);
  expect(count.left).toBeGreaterThan(60);
});

const folder = new URL("../../fixtures/feeds/", import.meta.url);

test("feeds of the world are read a second time without an entry, or whole", async () => {
  const count = { short: 0, left: 0 };
  for (const name of readdirSync(folder).filter((file) => !file.endsWith(".expect.json"))) {
    const bytes = new Uint8Array(readFileSync(new URL(name, folder)));
    await expectSame([bytes, bytes], count);
  }
  expect(count.short).toBeGreaterThan(5);
});

const feedOf = (entries: string, { head = "", root = "" } = {}) =>
  Buffer.from(`<rss version="2.0"${root}><channel><title>T</title>${head}${entries}</channel></rss>`);
const entry = (id: string, more = "") => `<item><guid>${id}</guid><title>Post ${id}</title>${more}</item>`;

async function readAgain(before: Buffer, now: Buffer): Promise<readonly (string | null)[]> {
  const known = learn(await read(before, null), new Map());
  return (await read(now, known))?.items.map(({ id }) => id) ?? [];
}

test("only what is new is read", async () => {
  const before = feedOf(entry("1") + entry("2"));
  expect(await readAgain(before, feedOf(entry("3") + entry("1") + entry("2")))).toEqual(["3"]);
  expect(await readAgain(before, feedOf(entry("1") + entry("2"), { head: "<ttl>5</ttl>" }))).toEqual([]);
  expect(await readAgain(before, feedOf(entry("2") + entry("1", "<category>c</category>")))).toEqual(["1"]);
});

test.each([
  ["its author", feedOf(entry("1"), { head: "<author>Ann</author>" })],
  ["its language", feedOf(entry("1"), { head: "<language>de</language>" })],
  ["its title", feedOf(entry("1"), { head: "<title>U</title>" }).toString().replace("<title>T</title>", "")],
  ["its site", feedOf(entry("1"), { head: "<link>https://b.example/</link>" })],
  ["the base of its links", feedOf(entry("1"), { root: ' xml:base="https://b.example/"' })],
  ["what a prefix stands for", feedOf(entry("1"), { root: ' xmlns:dc="urn:other"' })],
])("all is read again when the feed changes %s", async (_, now) => {
  expect(await readAgain(feedOf(entry("1")), Buffer.from(now))).toEqual(["1"]);
});

test.each([
  ["a bare ampersand", entry("2", "<category>AT&T</category>")],
  ["an entry in another", entry("2", entry("3"))],
  ["a missing end tag", entry("2", "<category>c")],
  ["what is an entry in another format", "<entry><title>Post 2</title></entry>"],
  ["a script", entry("2", "<script>'</item>'</script>")],
  ["a comment that readers end in different places", entry("2", "<!-- a -- <item> -->")],
])("a feed with %s is read whole", async (_, more) => {
  const before = feedOf(entry("1") + entry("9"));
  expect(await readAgain(before, feedOf(entry("1") + more))).toContain("1");
  // Nor does such a reading let the next one leave anything out.
  expect(await readAgain(feedOf(entry("1") + more), feedOf(entry("1") + entry("4")))).toContain("1");
});

test("who does not ask is told nothing of the bytes", async () => {
  expect(await read(feedOf(entry("1")))).not.toHaveProperty("raw");
});
