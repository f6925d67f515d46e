import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalUrl, storyKeys } from "../../../src-main/domain/stories/canonical-url.ts";

describe("one spelling of an address", () => {
  test.each([
    ["scheme, www, case and trailing slash", "HTTP://WWW.Gazette.Example/News/", "https://gazette.example/News"],
    ["default ports", "https://gazette.example:443/a", "https://gazette.example/a"],
    ["the other default port", "http://gazette.example:80/a", "https://gazette.example/a"],
    ["another port stays", "http://127.0.0.1:8080/a", "https://127.0.0.1:8080/a"],
    ["user and password", "https://me:secret@gazette.example/a", "https://gazette.example/a"],
    [
      "tracking parameters",
      "https://gazette.example/a?utm_source=x&utm_medium=y&fbclid=1&gclid=2&mc_cid=3&ref=rss&id=7",
      "https://gazette.example/a?id=7",
    ],
    ["order of parameters", "https://gazette.example/a?b=2&a=1", "https://gazette.example/a?a=1&b=2"],
    ["a fragment that scrolls", "https://gazette.example/a#0", "https://gazette.example/a"],
    ["a fragment that names a post stays", "https://forum.example/t/9#post-12", "https://forum.example/t/9#post-12"],
    ["a dot after the host", "https://gazette.example./a", "https://gazette.example/a"],
    ["escapes", "https://gazette.example/%7eann/caf%c3%a9", "https://gazette.example/~ann/caf%C3%A9"],
    ["a host named www stays", "https://www.example/a", "https://www.example/a"],
    ["space round it", "  https://gazette.example/a \n", "https://gazette.example/a"],
  ])("%s", (_name, url, canonical) => {
    expect(canonicalUrl(url)).toBe(canonical);
  });

  test("what is no web address has none", () => {
    expect(
      ["", "gazette.example/a", "javascript:alert(1)", "mailto:a@b.example", "at://did:plc:abc/post/1", "http://"].map(
        canonicalUrl,
      ),
    ).toEqual(Array(6).fill(null));
  });

  test("spelling it twice changes nothing", () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        const once = canonicalUrl(url);
        return once === null || canonicalUrl(once) === once;
      }),
      { numRuns: 50 },
    );
  });
});

describe("story keys", () => {
  test("the same page in two feeds shares a key whatever the guid says", () => {
    const first = storyKeys({ guid: "12", url: "https://www.gazette.example/a?utm_source=rss" });
    const second = storyKeys({ guid: "https://gazette.example/a#0", url: null });
    expect([first, second]).toEqual([["url:https://gazette.example/a"], ["url:https://gazette.example/a"]]);
  });

  test("a guid that is unique in the world is a key and a bare number is none", () => {
    expect(storyKeys({ guid: "tag:gazette.example,2026:1", url: null })).toEqual(["guid:tag:gazette.example,2026:1"]);
    expect(storyKeys({ guid: "at://did:plc:abc/app.bsky.feed.post/3k", url: null })).toEqual([
      "guid:at://did:plc:abc/app.bsky.feed.post/3k",
    ]);
    expect(storyKeys({ guid: "4711", url: null })).toEqual([]);
  });

  test("a front page is no story", () => {
    expect(storyKeys({ guid: null, url: "https://gazette.example/?utm_source=rss" })).toEqual([]);
  });

  test("two posts of one thread have different keys", () => {
    const [first] = storyKeys({ guid: null, url: "https://forum.example/t/9#post-12" });
    const [second] = storyKeys({ guid: null, url: "https://forum.example/t/9#post-13" });
    expect(first).not.toBe(second);
  });
});
