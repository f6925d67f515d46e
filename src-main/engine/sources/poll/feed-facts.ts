import { countPublished } from "../../store/source-fetch.ts";
import type { FetchFacts } from "../../store/source-fetch.ts";
import type { Db } from "../../store/open.ts";
import type { Source } from "../../store/source.ts";
import type { ParsedItem } from "../feed/parsed-feed.ts";
import { paceMinutes } from "../interval.ts";
import type { Place } from "./arrange.ts";
import type { FeedRead } from "./read-feed.ts";

const weekMs = 7 * 24 * 60 * 60_000;
const longestHintMinutes = 24 * 60;

/** What a feed itself teaches about its source, once its entries are stored. */
export async function factsOfFeed(
  db: Db,
  source: Source,
  { read, newItems, at }: { readonly read: FeedRead; readonly newItems: number; readonly at: number },
): Promise<FetchFacts> {
  const pace = newItems > 0 ? await paceFacts(db, source, at) : {};
  return { ...feedFacts(source, read, at), ...pace };
}

function feedFacts(source: Source, { feed, arranged }: FeedRead, now: number): FetchFacts {
  const newest = Math.max(source.newestItemAt ?? 0, ...arranged.places.map(({ date }) => Math.min(date ?? now, now)));
  const { ttlMinutes, updatePeriodMinutes } = feed.hints;
  const hint = Math.ceil(Math.min(Math.max(ttlMinutes ?? 0, updatePeriodMinutes ?? 0), longestHintMinutes));
  return {
    ttlMinutes: hint > 0 ? hint : null,
    siteUrl: feed.siteUrl ?? source.siteUrl,
    repaired: feed.repaired,
    ...(newest > 0 ? { newestItemAt: newest } : {}),
    // Until it has answered once, a source that nobody named bears its address.
    ...(source.lastOkAt === null && source.name === source.url && feed.title ? { name: feed.title.slice(0, 120) } : {}),
  };
}

async function paceFacts(db: Db, { rowId, createdAt }: Source, at: number): Promise<FetchFacts> {
  const itemsOfWeek = await countPublished(db, rowId, at - weekMs);
  return { paceMinutes: paceMinutes({ itemsOfWeek, listeningMs: at - createdAt }) };
}

/** The entries to be looked at, and how many stand among them that are stored as they are. */
export function sliceOf(places: readonly Place[]): { readonly items: readonly ParsedItem[]; readonly beside: number } {
  const items = places.flatMap(({ item }) => item ?? []);
  return { items, beside: places.length - items.length };
}
