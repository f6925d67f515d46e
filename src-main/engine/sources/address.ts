import { Refusal } from "../../contract/refusal.ts";
import type { Network } from "../../contract/values.ts";

/** The address of a feed as it is stored: http or https, no fragment, no user. Refusal: bad-input { field: "url" }. */
export function feedAddress(written: string): string {
  const text = written.trim();
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  const isWeb = url?.protocol === "http:" || url?.protocol === "https:";
  if (!url || !isWeb || url.hostname === "" || url.username !== "" || url.password !== "")
    throw new Refusal("bad-input", { field: "url" });
  url.hash = "";
  return url.href;
}

const hosts: readonly (readonly [RegExp, Network])[] = [
  [/(^|\.)reddit\.com$/, "reddit"],
  [/(^|\.)bsky\.app$/, "bluesky"],
  [/(^|\.)youtube\.com$/, "youtube"],
  [/^news\.google\.com$|(^|\.)bing\.com$/, "news"],
];

/**
 * The network that an address shows; "other" where it shows none. Never a guess at news: what news says counts only,
 * while an unknown author may be a customer.
 */
export function networkOf(url: string): Network {
  const { hostname, pathname } = new URL(url);
  const known = hosts.find(([host]) => host.test(hostname));
  if (known) return known[1];
  if (/^\/(?:@[^/]+|tags\/[^/]+)\.rss$/.test(pathname)) return "mastodon";
  return "other";
}
