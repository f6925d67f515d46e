import fc from "fast-check";
import { expect, test } from "vitest";
import {
  changePrefix,
  isBare,
  isNamedIn,
  replyPrefix,
  withPrefix,
} from "../../../src-main/domain/replies/reply-prefix.ts";

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

const ann = "@ann@far.example ";

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
  expect(isNamedIn(text, ann)).toBe(named);
});

test("without its host a name is somebody on the server that posts", () => {
  const named = (home: string) => isNamedIn("@ann we are sorry", ann, home);
  expect([named("far.example"), named("Far.Example"), named("ours.example")]).toEqual([true, true, false]);
});

test("a draft gets the prefix once", () => {
  const drafted = withPrefix("We are sorry", ann);
  expect(drafted).toBe("@ann@far.example We are sorry");
  expect(withPrefix(drafted, ann)).toBe(drafted);
  expect(withPrefix("We are sorry", "")).toBe("We are sorry");
});

test("nothing but the prefix is nothing yet", () => {
  expect(["", " ", ann, ann.trim(), `${ann}\n`, `${ann}x`, "x"].map((text) => isBare(text, ann))).toEqual([
    ...[true, true, true, true, true],
    ...[false, false],
  ]);
});

test("a text that moves to another account and back is as it was", () => {
  fc.assert(
    fc.property(fc.string(), fc.boolean(), (words, isRendered) => {
      fc.pre(!isNamedIn(words, ann));
      const moved = changePrefix(words, { from: "", to: ann, isRendered });
      expect(moved).toBe(`${ann}${words}`);
      expect(changePrefix(moved, { from: ann, to: "", isRendered })).toBe(words);
    }),
  );
});
