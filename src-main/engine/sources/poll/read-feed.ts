import type { HttpOk } from "../../../ports/http.ts";
import { readRawEntries } from "../../store/raw-entries.ts";
import type { Source } from "../../store/source.ts";
import { isFeedError } from "../feed/parsed-feed.ts";
import type { FeedError, FeedMeta, ParsedFeed } from "../feed/parsed-feed.ts";
import { arrange, arrangeWhole } from "./arrange.ts";
import type { Arranged } from "./arrange.ts";
import type { PollParts } from "./poll-parts.ts";

export type FeedRead = { readonly feed: ParsedFeed; readonly arranged: Arranged };

/** Reads an answer: of a feed that was read before only what is new in it, where that tells the same as all of it. */
export async function readFeed(
  { store, feeds }: Pick<PollParts, "store" | "feeds">,
  source: Source,
  { body, headers, url }: HttpOk,
): Promise<FeedRead | FeedError> {
  const at: FeedMeta = { contentType: headers["content-type"] ?? null, url };
  // A source that starts anew takes nothing for known.
  const before = source.lastOkAt === null ? null : await readRawEntries(store.read, source.rowId);
  const known = before && { context: before.context, hashes: new Set(before.entries.map(({ hash }) => hash)) };
  const feed = await feeds.parse(body, { ...at, known });
  if (isFeedError(feed)) return feed;
  const arranged = before ? arrange(feed, before) : arrangeWhole(feed);
  if (arranged) return { feed, arranged };
  const whole = await feeds.parse(body, { ...at, known: null });
  return isFeedError(whole) ? whole : { feed: whole, arranged: arrangeWhole(whole) };
}
