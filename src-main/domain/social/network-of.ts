import type { Network } from "../../contract/values.ts";
import { isHostAt, readUrl } from "./post.ts";

const domains: readonly (readonly [Network, readonly string[]])[] = [
  ["reddit", ["reddit.com"]],
  ["bluesky", ["bsky.app"]],
  ["youtube", ["youtube.com"]],
  ["news", ["news.google.com", "bing.com"]],
  ["forum", ["hnrss.org", "news.ycombinator.com", "stackoverflow.com", "stackexchange.com"]],
  ["forum", ["serverfault.com", "superuser.com", "askubuntu.com", "mathoverflow.net"]],
  ["blog", ["medium.com"]],
  ["x", ["x.com", "twitter.com"]],
];

const paths: readonly (readonly [Network, RegExp])[] = [
  ["mastodon", /^\/(?:@[^/]+|tags\/[^/]+)\.rss$/],
  ["forum", /^\/feeds\/(?:[cu]\/[^/]+|all|local)\.xml$/],
];

/** The network that the address of a feed shows, by its host or the shape of its path; null where it shows none. */
export function networkOfFeed(address: string): Network | null {
  const url = readUrl(address);
  if (!url) return null;
  const known =
    domains.find(([, names]) => isHostAt(url, ...names)) ?? paths.find(([, shape]) => shape.test(url.pathname));
  return known?.[0] ?? (url.hostname.startsWith("nitter.") ? "x" : null);
}
