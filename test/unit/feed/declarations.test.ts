import { expect, test } from "vitest";
import { parseFeed } from "../../../src-main/engine/sources/feed/parse.ts";
import { isFeedError } from "../../../src-main/engine/sources/feed/parsed-feed.ts";

const feedOf = (creator: string) =>
  new TextEncoder().encode(
    `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Quay</title><item><title>Late</title>` +
      `<dc:creator>${creator}</dc:creator><description><![CDATA[<p>Words</p>]]></description></item></channel></rss>`,
  );

test.each(["<!", "<![x"])("a megabyte behind %s is read in one go, and what stands around it stays", async (start) => {
  const feed = await parseFeed(feedOf(`${start}${"https://ann:secret@a.example/".repeat(35_000)}`), {});
  if (isFeedError(feed)) throw new Error(feed.error.code);
  expect(feed.items.map(({ title, text }) => [title, text])).toEqual([["Late", "Words"]]);
  expect(feed.repaired).toBe(true);
});

test("comments and CDATA are left as they are", async () => {
  const feed = await parseFeed(feedOf("Maud<!-- not me --> Iversen"), {});
  if (isFeedError(feed)) throw new Error(feed.error.code);
  expect(feed.items.map(({ author, text }) => [author, text])).toEqual([["Maud Iversen", "Words"]]);
  expect(feed.repaired).toBe(false);
});
