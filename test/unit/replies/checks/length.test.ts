import { describe, expect, test } from "vitest";
import type { Network } from "../../../../src-main/contract/values.ts";
import { countFederated, countWeighted } from "../../../../src-main/domain/replies/length/counts.ts";
import { findLinks } from "../../../../src-main/domain/replies/length/find-links.ts";
import { isTooLong, replyLength } from "../../../../src-main/domain/replies/reply-length.ts";

/** Counted by twitter-text 3.1.0 itself. */
const weighed: readonly (readonly [string, number])[] = [
  ["", 0],
  ["Hello Dorrit, we are sorry.", 27],
  [
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    280,
  ],
  ["Bücher für Ärzte, naïve façade", 30],
  ["Café", 4],
  ["日本語で書く", 12],
  ["こんにちは, world", 17],
  ["안녕하세요", 10],
  ["Привет, как дела?", 17],
  ["שלום", 4],
  ["مرحبا", 5],
  ["👍", 2],
  ["👨‍👩‍👧‍👦", 2],
  ["👍🏽👍🏽", 4],
  ["🇩🇪🇫🇷", 4],
  ["1️⃣ first", 8],
  ["❤️ and ❤", 9],
  ["© 2026 Ternway™ ®", 18],
  ["See https://ternway.example/refunds?form=1 now", 46],
  ["See https://ternway.com/refunds?form=1 now", 31],
  ["example.com", 23],
  ["visit example.com.", 30],
  ["example.com/a/very/long/path/that/goes/on/and/on/for/ever", 23],
  ["www.firm.co.uk", 23],
  ["write to ann@firm.com", 21],
  ["@ann.com hi", 11],
  ["#tag.com", 8],
  ["Sorry.It was late", 32],
  ["Thanks.https://firm.com/x", 30],
  ["(https://firm.com/a_(b))", 25],
  ["(see firm.com/x)", 29],
  ["“firm.com”", 25],
  ["http://firm.com:8080/x?y=z#w", 23],
  ["https://t.co/abcdef_x", 25],
  ["https://日本.jp/x", 23],
  ["foo.bar.baz.qux", 31],
  ["foo.ninja and foo.notatld", 39],
  ["1.5 and 12.30", 13],
  ["firm.com,firm.de", 47],
  ["firm.com/", 23],
  ["firm.com/.", 24],
  ["firm-.com", 9],
  ["-firm.com", 9],
  ["/firm.com", 9],
  ["_firm.com", 9],
  ["https://firm.com/a,b;c!", 24],
  ["https://firm.com/ü/ж", 23],
  ["https://firm.com?x=1", 23],
  ["https://firm.com?x=1.", 24],
  ["a…b — c – d “e” ‘f’", 20],
  ["→ ✓ €", 8],
  ["line\nbreak\r\nthere", 17],
  ["firm.com-x", 10],
  ["ann@mail.firm.com", 17],
  ["HTTPS://FIRM.COM/A", 23],
  ["https://firm.com/a/b/@c/d", 23],
  ["https://firm.comfort", 20],
  ["https://firm.com日本", 27],
  ["日本firm.com", 27],
  ["🤖https://firm.com🤖", 27],
];

describe("X's weighted counting", () => {
  test.each(weighed)("%j weighs %i", (text, weight) => {
    expect(countWeighted(text)).toBe(weight);
  });
  test("a text of 280 fits, and one more letter does not", () => {
    expect([isTooLong({ network: "x" }, "x".repeat(280)), isTooLong({ network: "x" }, "x".repeat(281))]).toEqual([
      false,
      true,
    ]);
  });
});

describe("a Mastodon server's counting", () => {
  test.each([
    ["see https://far.com/with/a/path now", 4 + 23 + 4],
    ["see far.com now", 15],
    ["@ann@far.example hi", 7],
    ["@ann@far.example and @bo@near.example", "@ann and @bo".length],
    ["mail ann@far.example", 20],
    ["https://far.com/@ann@far.example", 23],
    ["👨‍👩‍👧‍👦é", 2],
  ])("%j counts %i", (text, used) => {
    expect(countFederated(text, 23)).toBe(used);
  });
  test("the account's own server says how long, and what a link counts", () => {
    const limits = { maxCharacters: 1000, maxBytes: null, charactersPerLink: 32 };
    const text = `${"a".repeat(600)} https://far.com/x`;
    expect([replyLength({ network: "mastodon", limits }, text), replyLength({ network: "mastodon" }, text)]).toEqual([
      { used: 633, max: 1000, unit: "characters" },
      { used: 624, max: 500, unit: "characters" },
    ]);
  });
});

describe("other networks", () => {
  const family = "👨‍👩‍👧‍👦";
  test("on Bluesky the limit that is nearer counts: characters, or bytes", () => {
    expect([
      replyLength({ network: "bluesky" }, "a".repeat(290)),
      replyLength({ network: "bluesky" }, family.repeat(200)),
    ]).toEqual([
      { used: 290, max: 300, unit: "characters" },
      { used: 5000, max: 3000, unit: "bytes" },
    ]);
  });
  test("an answer to a review on Google is counted in bytes, elsewhere not at all", () => {
    const text = "ü".repeat(2049);
    const on = (parentUrl: string) => replyLength({ network: "reviews", parentUrl }, text);
    expect([on("https://www.google.co.uk/maps/x").used, on("https://google.evil.example/x").max]).toEqual([4098, null]);
  });
  test.each<[Network, number]>([
    ["linkedin", 1250],
    ["facebook", 8000],
    ["instagram", 2200],
    ["reddit", 10_000],
    ["youtube", 10_000],
  ])("%s takes %i code points", (network, max) => {
    const fits = "👍".repeat(max);
    expect([isTooLong({ network }, fits), isTooLong({ network }, `${fits}a`)]).toEqual([false, true]);
  });
});

test("looking for links in hostile texts costs no more than twice as much for twice the text", () => {
  // Each hit of the scan is one step: a text of nothing but dots and labels gives one run, not one per label.
  const texts = ["a.".repeat(50_000), "https://".repeat(12_500), "(".repeat(100_000), "a.com/((((".repeat(10_000)];
  expect(texts.map((text) => findLinks(text).length <= text.length / 5)).toEqual([true, true, true, true]);
});
