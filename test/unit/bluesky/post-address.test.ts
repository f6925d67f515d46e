import { expect, test } from "vitest";
import { parentAddress, permalinkOf } from "../../../src-main/adapters/bluesky/post-address.ts";

const key = "3kabcdefghijk";

test.each([
  [`at://did:plc:abc/app.bsky.feed.post/${key}`, null, "did:plc:abc"],
  [`at://customer.test/app.bsky.feed.post/${key}`, null, "customer.test"],
  [null, `https://bsky.app/profile/customer.test/post/${key}`, "customer.test"],
  [null, `https://bsky.app/profile/did:plc:abc/post/${key}`, "did:plc:abc"],
  [null, `https://bsky.app/profile/did%3Aplc%3Aabc/post/${key}/?ref=share#top`, "did:plc:abc"],
  [null, `https://deer.social/profile/customer.test/post/${key}`, "customer.test"],
  [null, `at://did:plc:abc/app.bsky.feed.post/${key}`, "did:plc:abc"],
  [`tag:elsewhere`, `https://bsky.app/profile/customer.test/post/${key}`, "customer.test"],
])("the post %s or %s is %s's", (parentKey, parentUrl, author) => {
  expect(parentAddress({ parentKey, parentUrl: parentUrl ?? "https://example.com" })).toEqual({ author, key });
});

test.each([
  "https://bsky.app/profile/customer.test",
  "https://bsky.app/profile/customer.test/feed/x",
  "https://bsky.app/profile/%E0%A4%A/post/x",
  "at://did:plc:abc/app.bsky.feed.like/3k",
  "not an address",
  "",
])("%o names no post", (parentUrl) => {
  expect(parentAddress({ parentUrl, parentKey: null })).toBeNull();
});

test("a permalink shows the handle, and the DID where there is no good handle", () => {
  const did = "did:plc:abc";
  expect(permalinkOf({ did, handle: "firm.test", key })).toBe(`https://bsky.app/profile/firm.test/post/${key}`);
  expect(permalinkOf({ did, handle: "handle.invalid", key })).toBe(`https://bsky.app/profile/${did}/post/${key}`);
  expect(permalinkOf({ did, handle: did, key })).toBe(`https://bsky.app/profile/${did}/post/${key}`);
});
