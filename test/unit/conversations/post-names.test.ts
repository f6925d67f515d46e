import { expect, test } from "vitest";
import { namesOfPost } from "../../../src-main/domain/conversations/post-names.ts";

const shareName = (one: Parameters<typeof namesOfPost>[0], other: Parameters<typeof namesOfPost>[0]) =>
  namesOfPost(one).some((name) => namesOfPost(other).includes(name));

test.each([
  [
    "an at:// name and the page under the handle",
    { id: "at://did:plc:a/app.bsky.feed.post/3k", handle: "ann.example" },
    { id: "https://bsky.app/profile/ann.example/post/3k" },
    true,
  ],
  [
    "an at:// name and the page under the DID",
    { id: "at://did:plc:a/app.bsky.feed.post/3k" },
    { id: null, url: "https://bsky.app/profile/did:plc:a/post/3k" },
    true,
  ],
  [
    "the same key of two people",
    { id: "at://did:plc:a/app.bsky.feed.post/3k" },
    { id: "at://did:plc:b/app.bsky.feed.post/3k" },
    false,
  ],
  ["a status and its page", { id: "https://m.example/users/ann/statuses/1" }, { id: "https://m.example/@ann/1" }, true],
  [
    "a page with and without tracking",
    { id: "https://m.example/@ann/1?utm_source=x" },
    { id: "http://www.m.example/@ann/1/" },
    true,
  ],
  ["the same number on two hosts", { id: "https://m.example/@ann/1" }, { id: "https://n.example/@ann/1" }, false],
] as const)("%s", (_, one, other, isSame) => {
  expect(shareName(one, other)).toBe(isSame);
});

test("nothing has no name", () => {
  expect(namesOfPost({ id: "", url: null })).toEqual([]);
});

test("an address with a broken escape is a name like any other", () => {
  const url = "https://far.example/profile/%E0%A4%A/post/3k";
  expect(namesOfPost({ id: null, url })).toContain(url);
});
