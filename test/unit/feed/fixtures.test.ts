import { readFileSync, readdirSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import type { Enclosure } from "../../../src-main/contract/methods/mentions.ts";
import { parseFeed } from "../../../src-main/engine/sources/feed/parse.ts";
import { isFeedError } from "../../../src-main/engine/sources/feed/parsed-feed.ts";
import type { ParsedItem } from "../../../src-main/engine/sources/feed/parsed-feed.ts";
import { parse } from "../../support/feed-adapter.ts";
import { close, parse as parseByFilter } from "../../support/feed-filter-adapter.ts";

/** What stands beside each feed, written by hand. */
interface Expected {
  readonly about: string;
  readonly file: string;
  readonly url: string;
  readonly contentType: string | null;
  readonly title: string;
  readonly repaired: boolean;
  readonly items: readonly ExpectedItem[];
}
type ExpectedItem = Pick<
  ParsedItem,
  "id" | "title" | "link" | "summary" | "author" | "handle" | "network" | "categories" | "replyUrl"
> & { readonly content: string; readonly published: string | null; readonly enclosures: readonly Enclosure[] };

const folder = new URL("../../fixtures/feeds/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder));
const expectations = readdirSync(folder)
  .filter((name) => name.endsWith(".expect.json"))
  .map((name) => JSON.parse(read(name).toString()) as Expected);

function shown(item: ParsedItem): ExpectedItem {
  const { id, title, link, text: content, summary, author, handle, network, categories, enclosures, replyUrl } = item;
  const published = item.publishedAt === null ? null : new Date(item.publishedAt).toISOString();
  return { id, title, link, content, summary, author, handle, network, published, categories, enclosures, replyUrl };
}

describe("content, summary, author, categories and files are right in", () => {
  test.each(expectations)("$file: $about", async ({ file, url, contentType, title, repaired, items }) => {
    const feed = await parseFeed(read(file), { url, contentType });
    if (isFeedError(feed)) throw new Error(feed.error.code);
    expect({ title: feed.title, repaired: feed.repaired, items: feed.items.map(shown) }).toEqual({
      title,
      repaired,
      items,
    });
  });

  test("thirty feeds at least", () => {
    expect(expectations.length).toBeGreaterThanOrEqual(30);
  });
});

describe("scorers of feed parsers", () => {
  afterAll(close);

  test("read through the module what they read through the filter", async () => {
    for (const { file, url, contentType } of expectations.slice(0, 3)) {
      const meta = { url, contentType: contentType ?? undefined };
      const [feed, line] = [await parse(read(file), meta), await parseByFilter(read(file), meta)];
      const times = line.items.map(({ publishedAt }) => (publishedAt === null ? null : Date.parse(publishedAt)));
      expect([line.title, line.items.map(({ id, title, link }) => ({ id, title, link })), times]).toEqual([
        feed.title,
        feed.items.map(({ id, title, link }) => ({ id, title, link })),
        feed.items.map(({ publishedAt }) => publishedAt),
      ]);
    }
  });

  test("what is no feed throws its code", async () => {
    await expect(parse(read("page.html"), {})).rejects.toThrow("not_a_feed");
    await expect(parseByFilter(read("page.html"), {})).rejects.toThrow("not_a_feed");
  });
});
