import type { RawEntries, StoredRaw } from "../../store/raw-entries.ts";
import type { ParsedFeed, ParsedItem, RawEntry, RawReading } from "../feed/parsed-feed.ts";
import { itemKey, keyHash } from "../item-key.ts";
import { firstOfEachKey } from "../known-entries.ts";
import { withoutSharedIds } from "../shared-ids.ts";

/** An entry of a feed, each key once; without its words when they are those that are stored. */
export type Place = {
  readonly item: ParsedItem | null;
  /** What the feed says of its date, ms; null when it says nothing. */
  readonly date: number | null;
};

/** A feed's entries in its order. */
export type Arranged = {
  readonly places: readonly Place[];
  /** Whether an entry of the feed bears this key. */
  readonly isInFeed: (key: string) => boolean;
  /** By what its entries are known next time; null when they must be read. */
  readonly raw: RawEntries | null;
};

/** A feed of which everything was read. */
export function arrangeWhole(feed: ParsedFeed): Arranged {
  const items = withoutSharedIds(feed.items);
  const byKey = firstOfEachKey(items);
  // Where ids are shared or an entry stands twice, what one of them means hangs on the other.
  const isPlain = items === feed.items && byKey.size === items.length && feed.raw?.entries.length === items.length;
  return {
    places: [...byKey.values()].map(placeOf),
    isInFeed: (key) => byKey.has(key),
    raw: isPlain && feed.raw ? rawOf(feed.raw, items.map(factsOf)) : null,
  };
}

/**
 * A feed of which only the unknown was read; null when one of the new entries bears the key or the id of a known one: then
 * what either means hangs on the other.
 */
export function arrange(feed: ParsedFeed, before: RawEntries): Arranged | null {
  const { raw } = feed;
  if (!raw?.entries.some(({ isKnown }) => isKnown)) return arrangeWhole(feed);
  const known = new Map(before.entries.map((entry) => [entry.hash, entry]));
  const knownKeys = new Set(raw.entries.flatMap(({ hash }) => known.get(hash)?.keyHash ?? []));
  const items = withoutSharedIds(feed.items);
  const bearsKnown = (item: ParsedItem) => knownKeys.has(keyHash(itemKey(item)));
  if (feed.items.some(bearsKnown) || items.some(bearsKnown)) return null;
  const byKey = firstOfEachKey(items);
  const isPlain = items === feed.items && byKey.size === items.length;
  return {
    places: placesOf(
      raw.entries,
      known,
      items.map((item) => (byKey.get(itemKey(item)) === item ? item : null)),
    ),
    isInFeed: (key) => byKey.has(key) || knownKeys.has(keyHash(key)),
    raw: isPlain ? rawOf(raw, factsInOrder(raw.entries, known, items)) : null,
  };
}

type Known = ReadonlyMap<string, StoredRaw>;
type Facts = Omit<StoredRaw, "hash">;

/** `items` are those of the entries that are not known; null where another one with the same key stands before it. */
function placesOf(entries: readonly RawEntry[], known: Known, items: readonly (ParsedItem | null)[]): readonly Place[] {
  const seen = new Set<string>();
  let at = 0;
  return entries.flatMap(({ hash, isKnown }): Place[] => {
    if (!isKnown) {
      const item = items[at++] ?? null;
      return item ? [placeOf(item)] : [];
    }
    const isAgain = seen.has(hash);
    seen.add(hash);
    return isAgain ? [] : [{ item: null, date: known.get(hash)?.date ?? null }];
  });
}

function factsInOrder(entries: readonly RawEntry[], known: Known, items: readonly ParsedItem[]): readonly Facts[] {
  let at = 0;
  return entries.flatMap(({ hash, isKnown }): Facts[] => {
    const item = isKnown ? undefined : items[at++];
    const facts = item ? factsOf(item) : known.get(hash);
    return facts ? [facts] : [];
  });
}

const placeOf = (item: ParsedItem): Place => ({ item, date: dateOf(item) });
const factsOf = (item: ParsedItem): Facts => ({ keyHash: keyHash(itemKey(item)), date: dateOf(item) });
const dateOf = ({ publishedAt, updatedAt }: ParsedItem): number | null => publishedAt ?? updatedAt;

function rawOf({ context, entries }: RawReading, facts: readonly Facts[]): RawEntries | null {
  if (facts.length !== entries.length) return null;
  return {
    context,
    entries: entries.flatMap(({ hash }, at) => {
      const its = facts[at];
      return its ? [{ hash, keyHash: its.keyHash, date: its.date }] : [];
    }),
  };
}
