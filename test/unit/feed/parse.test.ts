import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseFeed } from "../../../src-main/engine/sources/feed/parse.ts";
import type { FeedMeta, ParsedFeed } from "../../../src-main/engine/sources/feed/parsed-feed.ts";

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/feeds/${name}`, import.meta.url));
const at: FeedMeta = { url: "https://feed.example/feeds/x", contentType: null };
const parse = (text: string | Uint8Array, meta = at) => parseFeed(Buffer.from(text as string), meta);
const rss = (items: string) => `<rss version="2.0"><channel><title>T</title>${items}</channel></rss>`;

async function itemsOf(text: string): Promise<ParsedFeed["items"]> {
  const feed = await parse(text);
  if ("error" in feed) throw new Error(feed.error.code);
  return feed.items;
}

const nothing = {
  ...{ id: null, title: null, link: null, text: "", summary: null, author: null, handle: null, publishedAt: null },
  ...{ titleAsWritten: null, updatedAt: null, categories: [], lang: null },
  ...{ network: null, replyUrl: null, enclosures: [] },
};

describe("a feed of each format", () => {
  test("RSS 2.0 with full content", async () => {
    expect(await parse(fixture("news-rss2.xml"))).toEqual({
      title: "Quay Gazette",
      siteUrl: "https://quay.example/",
      repaired: false,
      hints: { ttlMinutes: 30, updatePeriodMinutes: 30 },
      items: [
        {
          id: "quay-1",
          title: "Ferry late & full",
          link: "https://feed.example/news/1?a=1&b=2",
          text: "First “paragraph”.\n\nSecond\nline.",
          summary: "The short form.",
          author: "Ann Lee",
          handle: null,
          publishedAt: Date.parse("2026-11-21T13:02:00Z"),
          updatedAt: null,
          categories: ["Local", "Ferries"],
          lang: "en-GB",
          titleAsWritten: "Ferry late & full",
          network: null,
          enclosures: [],
          replyUrl: "https://quay.example/news/1#talk",
        },
        { ...nothing, text: "No title, no id, no date", lang: "en-GB" },
      ],
    });
  });

  test("Atom with xhtml, xml:base and a date that is none", async () => {
    expect(await parse(fixture("blog-atom.xml"))).toEqual({
      title: "Notes daily",
      siteUrl: "https://blog.example/",
      repaired: false,
      hints: { ttlMinutes: null, updatePeriodMinutes: null },
      items: [
        {
          id: "tag:blog.example,2026:one",
          title: "One bold & <two>",
          link: "https://blog.example/notes/2026/one",
          text: "Hello bold world.\n\nSecond.",
          summary: null,
          author: "Bo Ek",
          handle: "bo",
          publishedAt: Date.parse("2026-11-20T08:00:00Z"),
          updatedAt: Date.parse("2026-11-21T07:30:00Z"),
          categories: ["Extra"],
          lang: "de",
          titleAsWritten: "One bold & <two>",
          network: null,
          enclosures: [],
          replyUrl: "https://blog.example/notes/2026/one#talk",
        },
        {
          ...nothing,
          id: "two",
          title: "Bad date",
          titleAsWritten: "Bad date",
          link: "https://blog.example/notes/two",
          text: "Words",
          author: "Cy",
          lang: "de",
        },
      ],
    });
  });

  test("RDF with prefixes of its own", async () => {
    const item = {
      id: "https://old.example/1",
      link: "https://old.example/1",
      title: "First",
      titleAsWritten: "First",
      author: "Di",
      categories: ["sea"],
    };
    expect(await parse(fixture("rdf.xml"))).toMatchObject({
      title: "Old News",
      siteUrl: "https://old.example/",
      repaired: false,
      items: [{ ...nothing, ...item, publishedAt: Date.parse("2026-11-21T00:00:00Z") }],
    });
  });

  test("JSON Feed, with fields of wrong types passed over", async () => {
    expect(await parse(fixture("feed.json"))).toMatchObject({
      title: "Journal",
      siteUrl: "https://journal.example/",
      items: [
        {
          id: "7",
          title: "Seven",
          link: "https://feed.example/posts/7",
          text: "Seven & more",
          summary: "Short",
          author: "Eve",
          handle: "eve",
          publishedAt: Date.parse("2026-11-21T15:00:00Z"),
          updatedAt: Date.parse("2026-11-21T16:00:00Z"),
          categories: ["a", "b"],
          lang: "en",
        },
        {
          id: "https://journal.example/posts/8",
          title: null,
          link: "https://journal.example/posts/8",
          text: "1 < 2 & 3 > 2\nnext line",
          author: "The crew",
        },
      ],
    });
  });

  test("microblogs: no title, the author from the link, hidden spans joined, plain lines kept", async () => {
    expect(await parse(fixture("microblog-rss2.xml"))).toMatchObject({
      items: [
        {
          title: null,
          text: "See https://quay.example/a/long/path #quay\nnow",
          author: "@ann@murmur.example",
          handle: "@ann@murmur.example",
        },
        {
          id: "at://did:plc:abc/app.bsky.feed.post/3k2",
          title: null,
          text: "Line one\nline two <3",
          handle: "bo.skerry.example",
          publishedAt: Date.parse("2026-11-21T13:20:00Z"),
        },
      ],
    });
  });

  test("videos: the text is the caption in media:group", async () => {
    expect(await parse(fixture("video-atom.xml"))).toMatchObject({
      items: [
        {
          id: "yt:video:N1eW",
          title: "Lantern Night",
          text: "Two hours of lights.\nChapter two at 14:00.",
          author: "Quay Films",
        },
      ],
    });
  });
});

describe("a broken feed is read all the same", () => {
  test("a notice before it, no version, bare &, an end tag missing, and cut off in the last item", async () => {
    expect(await parse(fixture("broken-rss2.xml"))).toMatchObject({
      title: "Fish & Chips News",
      repaired: true,
      items: [
        {
          id: "1",
          title: "Salt & vinegar",
          link: "https://fish.example/1?a=1&b=2",
          text: "Crisp and hot",
          publishedAt: Date.parse("2026-11-21T00:00:00Z"),
        },
      ],
    });
  });

  test.each([
    ["rss without channel", "<rss><item><title>a</title></item></rss>"],
    ["rss without version", "<rss><channel><item><title>a</title></item></channel></rss>"],
    [
      "a default prefix",
      '<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:entry><atom:title>a</atom:title></atom:entry></atom:feed>',
    ],
    [
      "an Atom link without attributes",
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><link/></entry></feed>',
    ],
    [
      "a bad Atom date",
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><published>x</published></entry></feed>',
    ],
    ["junk after the end", `${rss("<item><title>a</title></item>")}<!-- 0.2 s --><script>x</script>`],
    ["names of HTML", rss("<item><title>a&nbsp;&rsquo;</title></item>").replace("&rsquo;", "")],
    ["control characters", rss("<item><title>\u0000a\u0008</title></item>")],
    ["a stray end tag", rss("<item><title>a</title></b></item>")],
    [
      "the DOCTYPE of a page",
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x">\n<!-- a --><!-- > -->\n<rss><channel><item><title>a</title></item></channel></rss>',
    ],
    ["upper case", "<RSS><CHANNEL><ITEM><TITLE>a</TITLE></ITEM></CHANNEL></RSS>"],
    ["an external DTD", `<!DOCTYPE rss SYSTEM "file:///etc/passwd">${rss("<item><title>a</title></item>")}`],
  ])("%s", async (_name, text) => {
    expect((await itemsOf(text)).map(({ title }) => title)).toEqual(["a"]);
  });

  test("a good feed is not called repaired", async () => {
    const good = `<?xml version="1.0"?>\n<!-- made by hand -->\n<?xml-stylesheet href="a.css"?>${rss("<item><title>a &amp; b</title></item>")}\n`;
    expect(await parse(good)).toMatchObject({ repaired: false });
    expect(await parse(good.replace("&amp;", "&"))).toMatchObject({ repaired: true });
    expect(await parse(good.replace("</item>", ""))).toMatchObject({ repaired: true });
  });
});

describe("what is no feed is named", () => {
  test.each([
    ["", { code: "empty", params: {} }],
    [" \r\n\t\ufeff", { code: "empty", params: {} }],
    ["\u0000\u0000", { code: "empty", params: {} }],
    ["hello", { code: "not_a_feed", params: { what: "other" } }],
    ['<?xml version="1.0"?><opml version="1.1"><body/></opml>', { code: "not_a_feed", params: { what: "other" } }],
    ['{"items":[]}', { code: "not_a_feed", params: { what: "other" } }],
    ['{"version":"https://jsonfeed.org/version/1",\n"items":[}', { code: "not_well_formed", params: { line: 2 } }],
    ["<!doctype html><p><rss> is", { code: "not_a_feed", params: { what: "page" } }],
    ["<!doctype html><html><rss><channel/></rss>", { code: "not_a_feed", params: { what: "page" } }],
    ["<html><body>no</body></html>", { code: "not_a_feed", params: { what: "page" } }],
    ["<rss>\n<channel>\n<", { code: "not_well_formed", params: { line: 3 } }],
    ["\r\n \n<rss>\n<channel>\n<", { code: "not_well_formed", params: { line: 5 } }],
  ])("%j", async (text, error) => {
    expect(await parse(text)).toEqual({ error });
  });

  test("a sign-in page, even one that speaks of feeds", async () => {
    expect(await parse(fixture("page.html"))).toEqual({ error: { code: "not_a_feed", params: { what: "page" } } });
  });

  test("elements thousands deep", async () => {
    expect(await parse(rss("<x>".repeat(6_000)))).toEqual({ error: { code: "too_large", params: {} } });
  });

  test("a feed without items is a feed", async () => {
    expect(await parse(rss(""))).toMatchObject({ title: "T", items: [], repaired: false });
  });
});

describe("hostile feeds", () => {
  test("entities are never expanded and no file is read, in no time", async () => {
    const bomb = Array.from({ length: 10 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join("");
    const file = '<!ENTITY f SYSTEM "file:///etc/passwd">';
    await parse(rss("")); // the first call also compiles
    const before = performance.now();
    const feed = await parse(
      `<?xml version="1.0"?><!DOCTYPE rss [${bomb}${file}]>${rss("<item><title>&l9; &f; x</title></item>")}`,
    );
    expect(performance.now() - before).toBeLessThan(50);
    expect(feed).toMatchObject({ items: [{ title: "&l9; &f; x" }] });
  });

  test.each([
    ["javascript:alert(1)", "javascript:alert(1)"],
    ["data:text/html,x", "data:text/html,x"],
    ["file:///etc/passwd", "file:///etc/passwd"],
    ["https://ann:secret@a.example/", "https://ann:secret@a.example/"],
    ["vbscript:x", "vbscript:x"],
    ["http://", ""],
    [" java\nscript:alert(1)", "javascript:alert(1)"],
    [`data:text/html,${"x".repeat(5_000)}`, `data:text/html,${"x".repeat(184)}…`],
  ])("the link %j is none, but shown", async (link, shown) => {
    const item = `<link>${link}</link><comments>${link}</comments><enclosure url="${link}" type="image/png"/>`;
    expect(await itemsOf(rss(`<item>${item}</item>`))).toEqual([{ ...nothing, text: shown }]);
    const [atom] = await itemsOf(`<feed><entry><link href="${link}"/><summary>Words</summary></entry></feed>`);
    expect([atom?.link, atom?.text]).toEqual([null, shown === "" ? "Words" : `Words\n\n${shown}`]);
  });

  test("names of Object.prototype are words", async () => {
    const words = ["__proto__", "constructor", "toString"];
    const fields = words.map((word) => `<${word}>x</${word}><category>${word}</category>`).join("");
    expect(await itemsOf(rss(`<item><author>__proto__</author>${fields}</item>`))).toEqual([
      { ...nothing, author: "__proto__", categories: words },
    ]);
    expect(({} as { x?: string }).x).toBeUndefined();
  });

  test("lengths and counts are capped", async () => {
    const long = "y".repeat(300_000);
    const [item] = await itemsOf(
      rss(`<item><title>${long}</title><description>${long}</description>${"<category>c</category>".repeat(9)}</item>`),
    );
    expect([item?.title?.length, item?.title?.at(-1), item?.text.length, item?.text.at(-1)]).toEqual([
      2_000,
      "…",
      100_000,
      "…",
    ]);
    expect((await itemsOf(rss("<item><title>a</title></item>".repeat(6_000)))).length).toBe(5_000);
  });

  test("control, direction and half characters leave no trace", async () => {
    const dirt = "a\u0007\u202eb\ufeffc&#x1F;&#xD800;d";
    const [item] = await itemsOf(
      rss(`<item><title>${dirt}</title><description>${dirt}</description><guid>${dirt}</guid></item>`),
    );
    expect([item?.title, item?.text, item?.id]).toEqual(["abcd", "abcd", "abcd"]);
  });
});

test("of a date that is written twice the last counts, unless it is none", async () => {
  const twice = (name: string, first: string, last: string) => `<${name}>${first}</${name}><${name}>${last}</${name}>`;
  const dates = ["2026-11-20T10:00:00Z", "2026-11-21T10:00:00Z", "soon"] as const;
  const [one, other] = await itemsOf(
    `<feed><entry>${twice("updated", dates[0], dates[1])}</entry><entry>${twice("published", dates[0], dates[2])}</entry></feed>`,
  );
  expect([one?.publishedAt, other?.publishedAt]).toEqual([Date.parse(dates[1]), Date.parse(dates[0])]);
});

test("each item of the same guid is given, for the store to tell apart", async () => {
  const same = "<item><guid>1</guid><title>a</title></item><item><guid>1</guid><title>b</title></item>";
  expect((await itemsOf(rss(same))).map(({ id, title }) => [id, title])).toEqual([
    ["1", "a"],
    ["1", "b"],
  ]);
});
