import { expect, test } from "vitest";
import { namesAuthor, replyPrefix, withReplyPrefix } from "../../../src-main/domain/replies/reply-prefix.ts";

const parentUrl = "https://far.example/@ann/110000000001";

test.each([
  ["mastodon", "@ann@far.example", parentUrl, "@ann@far.example "],
  ["mastodon", "ann@far.example", null, "@ann@far.example "],
  ["mastodon", "@ann", parentUrl, "@ann@far.example "],
  ["mastodon", "ann", null, "@ann "],
  ["mastodon", "@ann@127.0.0.1:8080", null, "@ann@127.0.0.1:8080 "],
  ["mastodon", "Ann Lee", parentUrl, ""],
  ["mastodon", null, parentUrl, ""],
  ["bluesky", "ann.example", "https://bsky.app/profile/ann.example/post/1", ""],
  ["x", "@ann", "https://x.com/ann/status/1", ""],
] as const)("on %s an answer to %j at %j begins with %j", (network, handle, url, prefix) => {
  expect(replyPrefix({ network, handle, parentUrl: url })).toBe(prefix);
});

const ann = { network: "mastodon", handle: "@ann@far.example", parentUrl } as const;

test.each([
  ["@ann@far.example we are sorry", true],
  ["Sorry, @Ann@Far.Example!", true],
  ["@ann we are sorry", true],
  ["(@ann@far.example.)", true],
  ["@ann@other.example we are sorry", false],
  ["@anna@far.example we are sorry", false],
  ["mail ann@far.example", false],
  ["https://far.example/@ann/1", false],
  ["", false],
])("%j names its author: %s", (text, named) => {
  expect(namesAuthor(text, ann)).toBe(named);
});

test("a draft gets the prefix once", () => {
  const drafted = withReplyPrefix("We are sorry", ann);
  expect(drafted).toBe("@ann@far.example We are sorry");
  expect(withReplyPrefix(drafted, ann)).toBe(drafted);
  expect(withReplyPrefix("We are sorry", { ...ann, network: "bluesky", handle: "ann.example" })).toBe("We are sorry");
});
