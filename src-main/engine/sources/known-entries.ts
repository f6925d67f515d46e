import { storyKeys } from "../../domain/stories/canonical-url.ts";
import type { KnownItem } from "../store/item.ts";
import { entriesByDate, entriesBySecond, hasItems, rowsSeenAfter, type KnownEntry } from "../store/item-second.ts";
import { purgedHashes } from "../store/item.ts";
import type { Db } from "../store/open.ts";
import type { Source } from "../store/source.ts";
import type { ParsedItem } from "./feed/parsed-feed.ts";
import { contentHash, findKeys, itemKey, keyHash, secondHash } from "./item-key.ts";
import { createRecentMemo } from "./recent-memo.ts";

/** An entry of a feed beside what is stored of it. */
export type Entry = {
  readonly parsed: ParsedItem;
  readonly key: string;
  readonly hash: number;
  readonly secondHash: number | null;
  readonly canonicalUrl: string | null;
  readonly contentHash: string;
  readonly stored: KnownItem | null;
  /** It is stored under another key, which its feed has given up. */
  readonly isRekeyed: boolean;
};

export type Slice = {
  readonly source: Source;
  readonly items: readonly ParsedItem[];
  /** Whether an entry of the whole feed bears a key: what is stored under it was given no other. */
  readonly isInFeed?: (key: string) => boolean;
  /** How many entries stand among the items that are stored as they are, and were not read again. */
  readonly beside?: number;
};

/** Entries that are new, changed or under another key. */
export async function unknownEntries(db: Db, slice: Slice): Promise<readonly Entry[]> {
  const entries = await readEntries(db, slice);
  return entries.filter(
    ({ stored, isRekeyed, contentHash: hash }) => stored === null || isRekeyed || stored.contentHash !== hash,
  );
}

/**
 * Entries of a feed that it had not when it last answered: they are stored under no key, or only since then, by an answer
 * that was stored in part when the engine stopped.
 */
export async function newEntries(db: Db, source: Source, items: readonly ParsedItem[]): Promise<readonly Entry[]> {
  const entries = await readEntries(db, { source, items });
  const rowIds = entries.flatMap(({ stored }) => stored?.rowId ?? []);
  const unfinished =
    rowIds.length === entries.length ? new Set() : await rowsSeenAfter(db, rowIds, source.lastOkAt ?? 0);
  return entries.filter(({ stored }) => stored === null || unfinished.has(stored.rowId));
}

/** Entries by their keys; of those with the same key the first, which is the newest in its feed. */
export function firstOfEachKey(items: readonly ParsedItem[]): ReadonlyMap<string, ParsedItem> {
  const byKey = new Map<string, ParsedItem>();
  for (const parsed of items) {
    // Not its other facts: a whole feed of them at once would hold up everybody.
    const key = factsOfEntries.get(parsed)?.key ?? itemKey(parsed);
    if (!byKey.has(key)) byKey.set(key, parsed);
  }
  return byKey;
}

/** All entries of a feed but those that were purged. */
async function readEntries(
  db: Db,
  { source, items, isInFeed = () => false, beside = 0 }: Slice,
): Promise<readonly Entry[]> {
  const byKey = firstOfEachKey(items);
  const found = await findKeys(db, source.rowId, [...byKey.values()].map(factsOf));
  const entries = [...byKey].flatMap(([key, parsed]): Entry[] => {
    const known = found.get(key);
    if (!known || known.purged) return [];
    return [
      {
        parsed,
        ...factsOf(parsed),
        hash: known.hash,
        stored: known.stored,
        isRekeyed: false,
      },
    ];
  });
  const fresh = entries.filter(({ stored }) => stored === null);
  if (fresh.length === 0) return entries;
  // Of a feed that is read for the first time nothing is stored under another key.
  const again = (await hasItems(db, source.rowId, Infinity))
    ? await findAgain(db, source, { entries, fresh, isInFeed, beside })
    : new Map<Entry, KnownEntry>();
  const purged = await purgedHashes(
    db,
    source.rowId,
    fresh.flatMap((entry) => entry.secondHash ?? []),
  );
  return entries
    .filter((entry) => entry.stored !== null || !wasPurged(entry, purged))
    .map((entry) => {
      const stored = again.get(entry);
      return stored ? { ...entry, stored, isRekeyed: true } : entry;
    });
}

/** Under another key; what was published after the purge is something else under the same path. */
function wasPurged({ parsed, secondHash: second }: Entry, purged: ReadonlyMap<number, number>): boolean {
  const at = purged.get(second ?? -1);
  return at !== undefined && (dateOf(parsed) ?? at) <= at;
}

function dateOf({ publishedAt, updatedAt }: ParsedItem): number | null {
  return publishedAt ?? updatedAt;
}

type Facts = Pick<Entry, "key" | "hash" | "secondHash" | "canonicalUrl" | "contentHash">;
const factsOfEntries = createRecentMemo<ParsedItem, Facts>(1000);

/** What an entry is known by, worked out once: the same entry is looked for up to three times before it is stored. */
function factsOf(parsed: ParsedItem): Facts {
  const known = factsOfEntries.get(parsed);
  if (known) return known;
  const key = itemKey(parsed);
  const facts = {
    key,
    hash: keyHash(key),
    secondHash: secondHash(parsed.id),
    canonicalUrl: addressOf(parsed.link),
    contentHash: contentHash(parsed),
  };
  factsOfEntries.set(parsed, facts);
  return facts;
}

function addressOf(link: string | null): string | null {
  const [page] = link === null ? [] : storyKeys({ guid: null, url: link });
  return page?.startsWith("url:") ? page.slice(4) : null;
}

/** When more of a feed than this looks new at once, its dates are asked whether it is. */
const mostlyNew = 0.8;
const leastEntries = 3;

type Feed = Required<Pick<Slice, "isInFeed" | "beside">> & {
  readonly entries: readonly Entry[];
  readonly fresh: readonly Entry[];
};

/** New entries that are stored already, under keys which their feed gave up: each by two things that both have. */
async function findAgain(db: Db, source: Source, feed: Feed): Promise<ReadonlyMap<Entry, KnownEntry>> {
  const { entries, fresh, isInFeed, beside } = feed;
  const taken = new Set(entries.flatMap(({ stored }) => stored?.rowId ?? []));
  const again = new Map<Entry, KnownEntry>();
  const take = (entry: Entry, candidates: readonly KnownEntry[]) => {
    const free = candidates.filter(({ rowId, key }) => !taken.has(rowId) && !isInFeed(key));
    // The newest one that fits; of two entries that fit the same one, neither can be told from the other.
    const [stored] = free;
    if (!stored) return;
    taken.add(stored.rowId);
    again.set(entry, stored);
  };
  const bySecond = await entriesBySecond(db, {
    sourceId: source.rowId,
    hashes: fresh.flatMap((entry) => entry.secondHash ?? []),
    addresses: fresh.flatMap((entry) => entry.canonicalUrl ?? []),
  });
  for (const entry of fresh)
    take(
      entry,
      bySecond.filter((stored) => isSameEntry(entry, stored)),
    );

  const unknown = fresh.filter((entry) => !again.has(entry));
  const all = entries.length + beside;
  if (all < leastEntries || unknown.length <= all * mostlyNew) return again;
  const byDate = await entriesByDate(db, {
    sourceId: source.rowId,
    dates: unknown.flatMap(({ parsed }) => dateOf(parsed) ?? []),
  });
  for (const entry of unknown)
    take(
      entry,
      byDate.filter((stored) => isSameDate(entry, stored) && saysSame(entry, stored)),
    );
  return again;
}

/**
 * The same id and the same address; or one of them with the same words, or with the same title and date: the next issue of
 * a column, the next answer in a thread and the next review have the address and the title of the one before.
 */
function isSameEntry(entry: Entry, stored: KnownEntry): boolean {
  const sameId = entry.secondHash !== null && entry.secondHash === stored.secondHash;
  const sameAddress = entry.canonicalUrl !== null && entry.canonicalUrl === stored.canonicalUrl;
  if (sameId && sameAddress) return true;
  if (!sameId && !sameAddress) return false;
  return entry.contentHash === stored.contentHash || (isSameDate(entry, stored) && entry.parsed.title === stored.title);
}

function saysSame({ parsed, contentHash: hash }: Entry, stored: KnownEntry): boolean {
  return hash === stored.contentHash || (parsed.title !== null && parsed.title === stored.title);
}

function isSameDate({ parsed }: Entry, stored: KnownEntry): boolean {
  return dateOf(parsed) === stored.publishedAt;
}
