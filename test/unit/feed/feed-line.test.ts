import { expect, test } from "vitest";
import { parseFeedLine } from "../../../src-main/engine/sources/feed/feed-line.ts";

const says = (key: string, params: object) => `${key} ${JSON.stringify(params)}`;
const line = (text: string) => ({
  base64: Buffer.from(text).toString("base64"),
  contentType: "text/xml",
  url: "https://a.example/feed",
});

const unsaid = {
  ...{ summary: null, handle: null, network: null, updatedAt: null, categories: [], lang: null, replyUrl: null },
  enclosures: [],
};

test("a feed becomes one object with ISO times", async () => {
  const items =
    "<item><guid>1</guid><title>a</title><link>/1</link><pubDate>Sat, 21 Nov 2026 14:02:00 GMT</pubDate></item><item><description>b</description></item>";
  expect(
    await parseFeedLine(line(`<rss version="2.0"><channel><title>T</title>${items}</channel></rss>`), says),
  ).toEqual({
    ...{ title: "T", siteUrl: null, repaired: false },
    items: [
      {
        ...unsaid,
        id: "1",
        title: "a",
        link: "https://a.example/1",
        publishedAt: "2026-11-21T14:02:00.000Z",
        text: "",
        author: null,
      },
      { ...unsaid, id: null, title: null, link: null, publishedAt: null, text: "b", author: null },
    ],
  });
});

test.each([
  [line("<!doctype html><html>"), "not_a_feed", 'feed.not_a_feed {"what":"page"}'],
  [line("hello"), "not_a_feed", 'feed.not_a_feed_other {"what":"other"}'],
  [line("<rss>\n<"), "not_well_formed", 'feed.not_well_formed_line {"line":2}'],
  [line(""), "empty", "feed.empty {}"],
  [{ base64: 1 }, "bad_line", "feed.bad_line {}"],
  [{ base64: "", url: {} }, "bad_line", "feed.bad_line {}"],
  [null, "bad_line", "feed.bad_line {}"],
  ["text", "bad_line", "feed.bad_line {}"],
])("%j is answered in words", async (input, code, words) => {
  expect(await parseFeedLine(input, says)).toEqual({ error: { code, says: words } });
});
