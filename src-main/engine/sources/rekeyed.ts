import type { Db } from "../store/open.ts";
import type { Source } from "../store/source.ts";
import type { ParsedItem } from "./feed/parsed-feed.ts";
import { findKeys, itemKey } from "./item-key.ts";

/** Fewer new entries at once are an ordinary day. */
const leastItems = 5;

/**
 * Whether a known feed seems to have given all its entries new keys: none of them is known, and most were published
 * before we last read it. They are counted as a backfill, so that nobody is alarmed.
 */
export async function isRekeyed(db: Db, source: Source, items: readonly ParsedItem[]): Promise<boolean> {
  const { lastOkAt } = source;
  if (lastOkAt === null || items.length < leastItems) return false;
  const old = items.filter((item) => (item.publishedAt ?? item.updatedAt ?? Infinity) < lastOkAt);
  if (old.length * 2 <= items.length) return false;
  const known = await findKeys(
    db,
    source.rowId,
    items.map((item) => itemKey(item)),
  );
  return [...known.values()].every(({ stored, purged }) => stored === null && !purged);
}
