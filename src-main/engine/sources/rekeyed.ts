import type { Db } from "../store/open.ts";
import { hasItems } from "../store/item-second.ts";
import type { Source } from "../store/source.ts";
import type { ParsedItem } from "./feed/parsed-feed.ts";
import { itemKey } from "./item-key.ts";
import { newEntries } from "./known-entries.ts";

/** Fewer new entries at once are an ordinary day. */
const leastItems = 5;

/**
 * What a feed of which nothing is known brings: "rekeyed" when it was read before and most of it was published before we
 * last read it, so that it must have given all its entries new ids; "archive" when nothing of it was stored yet; null on
 * an ordinary day. Nobody is alarmed by either.
 */
export async function unknownFeed(
  db: Db,
  source: Source,
  items: readonly ParsedItem[],
): Promise<"rekeyed" | "archive" | null> {
  const { lastOkAt } = source;
  if (lastOkAt === null) return "archive";
  if (items.length < leastItems) return null;
  const old = items.filter((item) => (item.publishedAt ?? item.updatedAt ?? Infinity) < lastOkAt);
  if (old.length * 2 <= items.length) return null;
  const isNew = await newEntries(db, source, items);
  if (isNew.length < new Set(items.map((item) => itemKey(item))).size) return null;
  return (await hasItems(db, source.rowId, lastOkAt)) ? "rekeyed" : "archive";
}
