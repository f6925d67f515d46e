import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFeed } from "../../../src-main/engine/sources/feed/parse.ts";
import type { FeedError, ParsedFeed } from "../../../src-main/engine/sources/feed/parsed-feed.ts";

const folder = new URL("../../fixtures/feeds/", import.meta.url);
const fixtures = readdirSync(folder)
  .filter((name) => !name.endsWith(".expect.json"))
  .map((name) => new Uint8Array(readFileSync(new URL(name, folder))));

const pieces = [
  "<",
  ">",
  "&",
  "]]>",
  "<![CDATA[",
  "<item>",
  "</item>",
  "</channel>",
  "<!--",
  '"',
  "&#x0;",
  "<entry>",
  "\u0000",
  "\ufffe",
  "xmlns=''",
  "<rss>",
  "{",
  "&lt;",
  "<title type='xhtml'>",
];
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.nat(200),
  insert: fc.oneof(
    fc.constantFrom(...pieces).map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 8 }),
  ),
});

function mutate(bytes: Uint8Array, edits: readonly { at: number; drop: number; insert: Uint8Array }[]): Uint8Array {
  return edits.reduce<Uint8Array>((before, { at, drop, insert }) => {
    const from = Math.floor(at * before.length);
    return Buffer.concat([before.subarray(0, from), insert, before.subarray(from + drop)]);
  }, bytes);
}

const isWeb = (link: string | null) => link === null || /^https?:\/\/[^@/]+(?:\/|$)/.test(link);

function faultsOf(result: ParsedFeed | FeedError): readonly string[] {
  if ("error" in result) return [];
  return result.items.flatMap((item) => [
    ...(typeof item.text === "string" &&
    [item.id, item.title, item.author].every((value) => value === null || typeof value === "string")
      ? []
      : ["type"]),
    ...([item.link, item.replyUrl, ...item.enclosures.map(({ url }) => url)].every(isWeb) ? [] : ["link"]),
    ...([item.publishedAt, item.updatedAt].every((ms) => ms === null || Number.isFinite(ms)) ? [] : ["date"]),
    ...(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/.test(`${item.title}${item.text}${item.author}${item.id}`)
      ? ["control"]
      : []),
    ...(`${item.title}${item.text}`.isWellFormed() ? [] : ["surrogate"]),
  ]);
}

test("a mutated feed never throws, and what is read is always plain values", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...fixtures),
      fc.array(edit, { minLength: 1, maxLength: 6 }),
      async (bytes, edits) => {
        expect(
          faultsOf(await parseFeed(mutate(bytes, edits), { url: "https://feed.example/x", contentType: null })),
        ).toEqual([]);
      },
    ),
    { numRuns: 1_500 },
  );
});
