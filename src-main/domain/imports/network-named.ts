import type { Network } from "../../contract/values.ts";

const names: readonly (readonly [RegExp, Network])[] = [
  [/^(x|twitter|x \(twitter\)|tweet|twitter\.com|x\.com)$|twitter/, "x"],
  [/facebook/, "facebook"],
  [/instagram/, "instagram"],
  [/^threads/, "threads"],
  [/linkedin/, "linkedin"],
  [/tiktok|tik tok/, "tiktok"],
  [/whatsapp/, "whatsapp"],
  [/telegram/, "telegram"],
  [/mastodon|fediverse/, "mastodon"],
  [/bluesky|bsky/, "bluesky"],
  [/reddit/, "reddit"],
  [/youtube/, "youtube"],
  [/podcast/, "podcast"],
  [/trustpilot|review|tripadvisor|yelp|app ?store|google play/, "reviews"],
  [/forum|quora|discussion|comment|q&a/, "forum"],
  [/blog|tumblr|medium|wordpress/, "blog"],
  [/vimeo|video|twitch|dailymotion/, "video"],
  [/news|press|magazine|print|online|broadcast|radio|tv|television/, "news"],
  [/e-?mail/, "email"],
  [/phone|telephone|call/, "phone"],
];

const hosts: readonly (readonly [RegExp, Network])[] = [
  [/(^|\.)(x|twitter)\.com$/, "x"],
  [/(^|\.)(facebook\.com|fb\.com)$/, "facebook"],
  [/(^|\.)instagram\.com$/, "instagram"],
  [/(^|\.)threads\.(net|com)$/, "threads"],
  [/(^|\.)linkedin\.com$/, "linkedin"],
  [/(^|\.)tiktok\.com$/, "tiktok"],
  [/(^|\.)(t\.me|telegram\.org)$/, "telegram"],
  [/(^|\.)bsky\.app$/, "bluesky"],
  [/(^|\.)reddit\.com$/, "reddit"],
  [/(^|\.)(youtube\.com|youtu\.be)$/, "youtube"],
  [/(^|\.)(trustpilot\.[a-z]+|yelp\.[a-z]+|tripadvisor\.[a-z.]+|g2\.com)$/, "reviews"],
];

/**
 * The network of an address and of the name that a tool gives it; the address wins, because tools call many things
 * "Online News". "other" where neither says anything.
 * @example networkNamed("Twitter", null) // "x"
 */
export function networkNamed(name: string | null, url: string | null): Network {
  const host = url === null ? "" : (URL.parse(url)?.hostname ?? "").replace(/^(www|m|old|mobile)\./, "");
  const known = hosts.find(([pattern]) => pattern.test(host));
  if (known) return known[1];
  const folded = (name ?? "").trim().toLowerCase();
  return names.find(([pattern]) => pattern.test(folded))?.[1] ?? "other";
}
