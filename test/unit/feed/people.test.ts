import { expect, test } from "vitest";
import { identifyAuthor } from "../../../src-main/engine/sources/feed/people.ts";
import type { WrittenBy } from "../../../src-main/engine/sources/feed/people.ts";

const nobody: WrittenBy = { name: null, uri: null, link: null, feedTitle: null };

test.each<[Partial<WrittenBy>, string | null, string | null]>([
  [{}, null, null],
  [{ name: "Ann Lee" }, "Ann Lee", null],
  [{ name: "ann@a.example (Ann Lee)" }, "Ann Lee", null],
  [{ name: "Ann Lee <ann@a.example>" }, "Ann Lee", null],
  [{ name: "ann@a.example" }, "ann@a.example", null],
  [{ link: "https://m.example/@ann/111929541247186471" }, "@ann@m.example", "@ann@m.example"],
  [{ link: "https://m.example/@ann@far.example/111929541247186471" }, "@ann@far.example", "@ann@far.example"],
  [{ link: "https://m.example/users/ann/statuses/1119" }, "@ann@m.example", "@ann@m.example"],
  [{ link: "https://blog.example/@ann/how-to-sail-abc123" }, null, null],
  [{ link: "https://s.example/profile/ann.s.example/post/3k2" }, "ann.s.example", "ann.s.example"],
  [{ link: "https://s.example/profile/did:plc:abc/post/3k2" }, null, null],
  [
    { link: "https://s.example/profile/ann.s.example/post/3k2", feedTitle: "@ann.s.example - Ann Lee" },
    "Ann Lee",
    "ann.s.example",
  ],
  [{ name: "/u/ann", uri: "https://www.reddit.com/user/ann", link: "https://www.reddit.com/r/x/1" }, "/u/ann", "ann"],
  [{ name: "https://lemmy.example/u/ann", link: "https://lemmy.example/post/1" }, "ann", "ann"],
])("%o was written by %s, %s", (written, author, handle) => {
  expect(identifyAuthor({ ...nobody, ...written })).toEqual({ author, handle });
});
