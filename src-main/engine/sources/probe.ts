import type { Parsed } from "../../contract/methods.ts";
import type { ProbeResult } from "../../contract/methods/sources.ts";
import type { PollParts } from "./poll/poll-parts.ts";
import { feedAddress } from "./address.ts";
import { feedErrorKey, isFeedError } from "./feed/parsed-feed.ts";

const shownItems = 5;

/** Fetches an address once and says what is there; nothing is stored. */
export async function probeSource(
  { http, feeds }: Pick<PollParts, "http" | "feeds">,
  { url: written, allowPrivate }: Parsed<"sources.probe">,
): Promise<ProbeResult> {
  const url = feedAddress(written);
  const nothing = { title: null, url, items: [], itemCount: 0 };
  const answer = await http.get({ url, allowPrivate });
  if (answer.status === "failed")
    return { ...nothing, failure: { code: `fetch.${answer.code}`, params: { ...answer.params } } };
  // Without validators a server has no ground for "not modified".
  if (answer.status === "not-modified") return { ...nothing, failure: { code: "fetch.empty", params: {} } };
  const feed = await feeds.parse(answer.body, { contentType: answer.headers["content-type"] ?? null, url: answer.url });
  if (isFeedError(feed)) return { ...nothing, failure: { code: feedErrorKey(feed), params: { ...feed.error.params } } };
  return {
    failure: null,
    title: feed.title,
    url,
    items: feed.items.slice(0, shownItems).map((item) => ({
      title: item.title ?? item.text.slice(0, 120),
      publishedAt: item.publishedAt ?? item.updatedAt,
    })),
    itemCount: feed.items.length,
  };
}
