import { expect, test } from "vitest";
import { templateIds } from "../../../src-main/contract/methods/discovery.ts";
import { knownFeeds } from "../../../src-main/domain/sources/known-feeds.ts";
import { sourceTemplates } from "../../../src-main/domain/sources/templates.ts";

test.each([
  [
    "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos",
    "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv",
  ],
  ["https://www.youtube.com/playlist?list=PL1", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1"],
  ["https://old.reddit.com/r/ferries/top/", "https://www.reddit.com/r/ferries/new/.rss"],
  ["https://www.reddit.com/user/ann_lee", "https://www.reddit.com/user/ann_lee/.rss"],
  ["https://bsky.app/profile/ann.example", "https://bsky.app/profile/ann.example/rss"],
  ["https://github.com/ann/ferry/releases", "https://github.com/ann/ferry/releases.atom"],
  ["https://medium.com/@ann", "https://medium.com/feed/@ann"],
  ["https://stackoverflow.com/questions/tagged/rss", "https://stackoverflow.com/feeds/tag?tagnames=rss&sort=newest"],
  ["https://social.example/@ann", "https://social.example/@ann.rss"],
  ["https://social.example/tags/Ferry", "https://social.example/tags/Ferry.rss"],
  ["https://board.example/c/ferries", "https://board.example/feeds/c/ferries.xml?sort=New"],
])("%s is read at %s", (page, feed) => {
  expect(knownFeeds(page)).toEqual([feed]);
});

test.each([
  "https://gazette.example/",
  "https://gazette.example/@ann/post/1",
  "https://notyoutube.com/channel/UCabcdefghijklmnopqrstuv",
  "https://www.youtube.com/watch?v=1",
  "https://social.example/@ann.rss",
  "https://www.youtube.com/@ann",
  "https://www.youtube.com/c/ann",
  "nonsense",
])("%s has no rule", (page) => {
  expect(knownFeeds(page)).toEqual([]);
});

test("each template has every field in its address, and the catalogue knows each", () => {
  expect(sourceTemplates.map(({ id }) => id)).toEqual([...templateIds]);
  for (const { url, fields } of sourceTemplates) {
    const named = [...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(fields.map(({ name }) => name)));
  }
});
