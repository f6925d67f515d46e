import { parseFeed } from "../../src-main/engine/sources/feed/parse.ts";
import { isFeedError } from "../../src-main/engine/sources/feed/parsed-feed.ts";
import type { ParsedItem } from "../../src-main/engine/sources/feed/parsed-feed.ts";

export interface ScoredFeed {
  readonly title: string | null;
  readonly items: readonly Pick<ParsedItem, "id" | "title" | "link" | "publishedAt">[];
}

/** Our parser as a module that scorers of feed parsers load: what is not a feed throws its code. */
export async function parse(
  bytes: Uint8Array,
  { contentType, url }: { readonly contentType?: string | undefined; readonly url?: string | undefined },
): Promise<ScoredFeed> {
  const feed = await parseFeed(bytes, { contentType: contentType ?? null, url: url ?? null });
  if (isFeedError(feed)) throw new Error(feed.error.code);
  return { title: feed.title, items: feed.items.map((item) => ({ ...item, title: item.titleAsWritten })) };
}
