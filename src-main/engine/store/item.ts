import { sql } from "kysely";
import type { Enclosure } from "../../contract/methods/mentions.ts";
import type { Network, SentimentLabel } from "../../contract/values.ts";
import { insertRows } from "./insert-rows.ts";
import { factsRow, readFacts } from "./item-facts.ts";
import { forgetMessages } from "./message.ts";
import type { Db, Trx } from "./open.ts";

/** An item as it is stored. Its row id grows in the order of arrival. */
export type Item = {
  readonly rowId: number;
  readonly id: string;
  readonly sourceId: number;
  readonly key: string;
  readonly keyHash: number;
  /** By what it is known when its key changes; left out where a source has no feed. */
  readonly secondHash?: number | null;
  readonly publishedAt: number;
  readonly dateGuessed: boolean;
  readonly firstSeenAt: number;
  readonly backfill: boolean;
  readonly contentHash: string;
  readonly network: Network;
  readonly lang: string | null;
  readonly sentiment: { readonly label: SentimentLabel; readonly score: number; readonly confidence: number } | null;
  readonly author: string | null;
  readonly handle: string | null;
  readonly url: string | null;
  readonly canonicalUrl: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly spellings: string | null;
  /** Where an answer belongs when that is not the url. */
  readonly replyUrl: string | null;
  readonly categories: readonly string[];
  readonly enclosures: readonly Enclosure[];
};

/** Hashes under which a source's items were purged, and when. */
export async function purgedHashes(
  db: Db,
  sourceId: number,
  hashes: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (hashes.length === 0) return new Map();
  const rows = await db
    .selectFrom("purged_key")
    .select(["key_hash", "purged_at"])
    .where("source_id", "=", sourceId)
    .where("key_hash", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(hashes)}))`)
    .execute();
  return new Map(rows.map((row) => [row.key_hash, row.purged_at]));
}

export type KnownItem = {
  readonly rowId: number;
  readonly key: string;
  readonly contentHash: string;
  readonly version: number;
  readonly corrected: boolean;
};

/** The items of a source under these key hashes, and which of the hashes were purged. */
export async function findByKeyHash(
  db: Db,
  sourceId: number,
  hashes: readonly number[],
): Promise<{ readonly stored: ReadonlyMap<number, KnownItem>; readonly purged: ReadonlyMap<number, number> }> {
  const list = sql<number>`(SELECT value FROM json_each(${JSON.stringify(hashes)}))`;
  const rows = await db
    .selectFrom("item")
    .select(["id", "key_hash", "key", "content_hash", "version", "corrected_by"])
    .where("source_id", "=", sourceId)
    .where("key_hash", "in", list)
    .execute();
  return {
    stored: new Map(
      rows.map((row) => [
        row.key_hash,
        {
          rowId: row.id,
          key: row.key,
          contentHash: row.content_hash,
          version: row.version,
          corrected: row.corrected_by !== null,
        },
      ]),
    ),
    purged: await purgedHashes(db, sourceId, hashes),
  };
}

/** The row id that the next item will have. */
export async function nextItemRow(trx: Trx): Promise<number> {
  const row = await trx.selectFrom("item").select("id").orderBy("id", "desc").limit(1).executeTakeFirst();
  return (row?.id ?? 0) + 1;
}

export async function insertItems(trx: Trx, items: readonly Item[]): Promise<void> {
  await insertRows(trx, "item", items.map(toRow));
}

function toRow(item: Item) {
  return {
    id: item.rowId,
    public_id: item.id,
    source_id: item.sourceId,
    key_hash: item.keyHash,
    second_hash: item.secondHash ?? null,
    published_at: item.publishedAt,
    date_guessed: item.dateGuessed ? (1 as const) : (0 as const),
    first_seen_at: item.firstSeenAt,
    backfill: item.backfill ? (1 as const) : (0 as const),
    content_hash: item.contentHash,
    network: item.network,
    lang: item.lang,
    sentiment: item.sentiment?.label ?? null,
    score: item.sentiment?.score ?? null,
    confidence: item.sentiment?.confidence ?? null,
    author: item.author,
    handle: item.handle,
    key: item.key,
    url: item.url,
    canonical_url: item.canonicalUrl,
    title: item.title,
    text: item.text,
    spellings: item.spellings,
    ...factsRow(item),
  };
}

export type StoredItem = Item & {
  readonly sourceName: string;
  readonly sourcePublicId: string;
  readonly everything: boolean;
};

function storedQuery(db: Db) {
  return db
    .selectFrom("item")
    .innerJoin("source", "source.id", "item.source_id")
    .selectAll("item")
    .select(["source.name as source_name", "source.public_id as source_public_id", "source.everything"]);
}

type StoredRow = Awaited<ReturnType<ReturnType<typeof storedQuery>["execute"]>>[number];

function toStored(row: StoredRow): StoredItem {
  const { sentiment: label, score, confidence } = row;
  return {
    rowId: row.id,
    id: row.public_id,
    sourceId: row.source_id,
    key: row.key,
    keyHash: row.key_hash,
    publishedAt: row.published_at,
    dateGuessed: row.date_guessed === 1,
    firstSeenAt: row.first_seen_at,
    backfill: row.backfill === 1,
    contentHash: row.content_hash,
    network: row.network,
    lang: row.lang,
    sentiment: label === null || score === null || confidence === null ? null : { label, score, confidence },
    author: row.author,
    handle: row.handle,
    url: row.url,
    canonicalUrl: row.canonical_url,
    title: row.title,
    text: row.text,
    spellings: row.spellings,
    ...readFacts(row),
    sourceName: row.source_name,
    sourcePublicId: row.source_public_id,
    everything: row.everything === 1,
  };
}

export async function itemsByRow(db: Db, rowIds: readonly number[]): Promise<readonly StoredItem[]> {
  if (rowIds.length === 0) return [];
  const list = sql<number>`(SELECT value FROM json_each(${JSON.stringify(rowIds)}))`;
  return (await storedQuery(db).where("item.id", "in", list).orderBy("item.id").execute()).map(toStored);
}

/** The newest arrivals before a row, newest first; ends at the first that was seen before `since`. */
export async function itemsSeenSince(
  db: Db,
  { since, before, limit }: { readonly since: number; readonly before: number; readonly limit: number },
): Promise<readonly StoredItem[]> {
  const rows = await storedQuery(db).where("item.id", "<", before).orderBy("item.id", "desc").limit(limit).execute();
  const end = rows.findIndex((row) => row.first_seen_at < since);
  return (end < 0 ? rows : rows.slice(0, end)).map(toStored);
}

/** About how many items were first seen since an instant: rows grow in order of arrival, so halving finds the first of them. */
export async function countSeenSince(db: Db, since: number): Promise<number> {
  const rowFrom = (id: number) =>
    db
      .selectFrom("item")
      .select(["id", "first_seen_at"])
      .where("id", ">=", id)
      .orderBy("id")
      .limit(1)
      .executeTakeFirst();
  const newest = await db.selectFrom("item").select("id").orderBy("id", "desc").limit(1).executeTakeFirst();
  if (!newest) return 0;
  let low = 1;
  let high = newest.id + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = await rowFrom(middle);
    if (row && row.first_seen_at < since) low = row.id + 1;
    else high = middle;
  }
  return newest.id - low + 1;
}

/** Items that are no mention and were first seen before an instant, oldest first, from a row on. */
export async function staleItems(
  db: Db,
  { seenBefore, after, limit }: { readonly seenBefore: number; readonly after: number; readonly limit: number },
): Promise<{ readonly rowIds: readonly number[]; readonly last: number | null }> {
  const rows = await db
    .selectFrom("item")
    .leftJoin("mention", "mention.id", "item.id")
    // A case that was queued and whose words match no watch any more still shows its story's first item.
    .leftJoin("story", "story.head_id", "item.id")
    .select(["item.id", "item.first_seen_at", "mention.id as mention_id", "story.id as story_id"])
    .where("item.id", ">", after)
    .orderBy("item.id")
    .limit(limit)
    .execute();
  const end = rows.findIndex((row) => row.first_seen_at >= seenBefore);
  const old = end < 0 ? rows : rows.slice(0, end);
  const last = end < 0 && rows.length === limit ? (rows.at(-1)?.id ?? null) : null;
  return { rowIds: old.filter((row) => row.mention_id === null && row.story_id === null).map((row) => row.id), last };
}

/** Deletes items for good; their keys stay, so that their feeds cannot bring them back. */
export async function purgeItems(trx: Trx, rowIds: readonly number[], at: number): Promise<void> {
  if (rowIds.length === 0) return;
  const list = sql<number>`(SELECT value FROM json_each(${JSON.stringify(rowIds)}))`;
  await sql`
    INSERT INTO purged_key (source_id, key_hash, purged_at)
    SELECT source_id, key_hash, ${at}
    FROM item
    WHERE id IN ${list}
    UNION
    SELECT source_id, second_hash, ${at}
    FROM item
    WHERE id IN ${list} AND second_hash IS NOT NULL
    ON CONFLICT DO NOTHING`.execute(trx);
  // What its feed wrote is not stored any more: the next reading takes nothing for known.
  await sql`
    DELETE FROM raw_entries WHERE source_id IN (SELECT source_id FROM item WHERE id IN ${list})`.execute(trx);
  await trx.deleteFrom("item_version").where("item_id", "in", list).execute();
  await forgetMessages(trx, rowIds);
  await trx.deleteFrom("item").where("id", "in", list).execute();
}

/** The row of an item by public id; null when it is not there. */
export async function itemRowOf(db: Db, id: string): Promise<number | null> {
  const row = await db.selectFrom("item").select("id").where("public_id", "=", id).executeTakeFirst();
  return row?.id ?? null;
}
