import { expect, test } from "vitest";
import { networkOfFeed } from "../../../src-main/domain/social/network-of.ts";

test.each([
  ["https://www.reddit.com/r/quay/new/.rss", "reddit"],
  ["https://bsky.app/profile/ann.skerry.example/rss", "bluesky"],
  ["https://www.youtube.com/feeds/videos.xml?channel_id=UC1", "youtube"],
  ["https://news.google.com/rss/search?q=quay", "news"],
  ["https://www.bing.com/news/search?format=rss&q=quay", "news"],
  ["https://hnrss.org/newest?q=quay", "forum"],
  ["https://stackoverflow.com/feeds/tag?tagnames=ferry", "forum"],
  ["https://lemmy.example/feeds/c/quay.xml?sort=New", "forum"],
  ["https://medium.com/feed/@ann", "blog"],
  ["https://nitter.example/ann/rss", "x"],
  ["https://murmur.example/@ann.rss", "mastodon"],
  ["https://murmur.example/tags/quay.rss", "mastodon"],
  ["https://quay.example/feed", null],
  ["https://notreddit.com/.rss", null],
  ["no address", null],
])("%s is of %s", (address, network) => {
  expect(networkOfFeed(address)).toBe(network);
});
