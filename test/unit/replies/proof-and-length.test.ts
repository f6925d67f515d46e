import { describe, expect, test } from "vitest";
import type { Network } from "../../../src-main/contract/values.ts";
import { findProofFault } from "../../../src-main/domain/replies/proof.ts";
import { replyHash } from "../../../src-main/domain/replies/reply-hash.ts";
import { isTooLong, replyLength } from "../../../src-main/domain/replies/reply-length.ts";

describe("proof of a posted reply", () => {
  const parentUrl = "https://forum.example/t/12";
  const judge = (url: string, network: Network = "forum", hosts: readonly string[] = ["feeds.forum.example"]) =>
    findProofFault({ url, network, parentUrl, placeUrl: null, hosts })?.code ?? "fits";
  test.each<[string, Network, string]>([
    ["https://forum.example/t/12#post-9", "forum", "fits"],
    ["https://forum.example/t/13", "forum", "fits"],
    [" https://www.forum.example/t/13 ", "forum", "fits"],
    ["https://bsky.app/profile/us/post/1", "bluesky", "fits"],
    ["https://forum.example/t/12", "forum", "proof-is-original"],
    ["https://forum.example/t/12/", "forum", "proof-is-original"],
    ["https://elsewhere.example/t/12", "forum", "proof-wrong-host"],
    ["https://forum.example.evil.example/t/1", "forum", "proof-wrong-host"],
    ["https://bsky.app/profile/us/post/1", "forum", "proof-wrong-host"],
    ["done", "forum", "proof-not-a-link"],
    ["javascript:alert(1)", "forum", "proof-not-a-link"],
    ["https://me:secret@forum.example/t/13", "forum", "proof-not-a-link"],
  ])("%s on %s: %s", (url, network, verdict) => {
    expect(judge(url, network)).toBe(verdict);
  });
  test.each([
    ["https://news.ycombinator.com/item?id=43", "fits"],
    ["https://forum.example/t/12#post-9", "fits"],
    ["https://news.ycombinator.com/item?id=42", "proof-is-original"],
    ["https://forum.example/t/12", "proof-is-original"],
    ["https://ycombinator.com.evil.example/item?id=43", "proof-wrong-host"],
  ])("%s for an entry that is talked about elsewhere: %s", (url, verdict) => {
    const placeUrl = "https://news.ycombinator.com/item?id=42";
    expect(findProofFault({ url, network: "forum", parentUrl, placeUrl, hosts: [] })?.code ?? "fits").toBe(verdict);
  });
});

describe("length in the network's own counting", () => {
  test.each<[Network, string, number]>([
    ["bluesky", "👨‍👩‍👧‍👦é", 2],
    ["mastodon", "see https://a-very-long-host.example/with/a/very/long/path now", 4 + 23 + 4],
    ["mastodon", "@ann@far.example hi", 7],
    ["reddit", "👍a", 2],
  ])("on %s %j counts %i", (network, text, used) => {
    expect(replyLength({ network }, text).used).toBe(used);
  });
  test("Bluesky refuses 301 graphemes, and 3,001 bytes in fewer", () => {
    const family = "👨‍👩‍👧‍👦";
    expect([
      isTooLong({ network: "bluesky" }, "a".repeat(300)),
      isTooLong({ network: "bluesky" }, "a".repeat(301)),
      isTooLong({ network: "bluesky" }, family.repeat(110)),
      isTooLong({ network: "bluesky" }, family.repeat(130)),
    ]).toEqual([false, true, false, true]);
  });
});

test("each part of a reply moves its hash", () => {
  const reply = { network: "forum", account: "assisted", parentUrl: "https://a.example/1", text: "Hello" };
  const all = [
    reply,
    { ...reply, network: "news" },
    { ...reply, account: "x" },
    { ...reply, parentUrl: null },
    { ...reply, text: "Hello " },
  ];
  expect(new Set(all.map(replyHash)).size).toBe(all.length);
});
