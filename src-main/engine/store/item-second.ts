import { sql } from "kysely";
import type { KnownItem } from "./item.ts";
import type { Db, Trx } from "./open.ts";

/** A stored item with all by which an entry that changed its key is known again. Times are ms. */
export type KnownEntry = KnownItem & {
  readonly secondHash: number | null;
  readonly canonicalUrl: string | null;
  readonly title: string | null;
  readonly publishedAt: number;
};

const most = 2000;

function entryQuery(db: Db, sourceId: number) {
  return db
    .selectFrom("item")
    .select(["id", "key", "content_hash", "version", "corrected_by", "second_hash", "canonical_url", "title"])
    .select("published_at")
    .where("source_id", "=", sourceId)
    .orderBy("id", "desc")
    .limit(most);
}

type Row = Awaited<ReturnType<ReturnType<typeof entryQuery>["execute"]>>[number];

const toEntry = (row: Row): KnownEntry => ({
  rowId: row.id,
  key: row.key,
  contentHash: row.content_hash,
  version: row.version,
  corrected: row.corrected_by !== null,
  secondHash: row.second_hash,
  canonicalUrl: row.canonical_url,
  title: row.title,
  publishedAt: row.published_at,
});

/** Items of a source under these second hashes or addresses, newest arrival first. */
export async function entriesBySecond(
  db: Db,
  {
    sourceId,
    hashes,
    addresses,
  }: { readonly sourceId: number; readonly hashes: readonly number[]; readonly addresses: readonly string[] },
): Promise<readonly KnownEntry[]> {
  const found = new Map<number, KnownEntry>();
  if (hashes.length > 0) {
    const list = sql<number>`(SELECT value FROM json_each(${JSON.stringify(hashes)}))`;
    const rows = await entryQuery(db, sourceId).where("second_hash", "in", list).execute();
    for (const row of rows) found.set(row.id, toEntry(row));
  }
  if (addresses.length > 0) {
    // The plus sign keeps SQLite from reading all items of the source instead of the few with these addresses.
    const list = sql<string>`(SELECT value FROM json_each(${JSON.stringify(addresses)}))`;
    const rows = await entryQuery(db, sourceId)
      .clearWhere()
      .where(sql<boolean>`+source_id = ${sourceId}`)
      .where("canonical_url", "in", list)
      .execute();
    for (const row of rows) found.set(row.id, toEntry(row));
  }
  return [...found.values()];
}

/** Items of a source that were published at these very moments. */
export async function entriesByDate(
  db: Db,
  { sourceId, dates }: { readonly sourceId: number; readonly dates: readonly number[] },
): Promise<readonly KnownEntry[]> {
  if (dates.length === 0) return [];
  const list = sql<number>`(SELECT value FROM json_each(${JSON.stringify(dates)}))`;
  return (await entryQuery(db, sourceId).where("published_at", "in", list).execute()).map(toEntry);
}

/** Whether anything of a source was stored by a moment. */
export async function hasItems(db: Db, sourceId: number, by: number): Promise<boolean> {
  const row = await db
    .selectFrom("item")
    .select("id")
    .where("source_id", "=", sourceId)
    .where("first_seen_at", "<=", by)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Which of these items were first seen after a moment. */
export async function rowsSeenAfter(db: Db, rowIds: readonly number[], at: number): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom("item")
    .select("id")
    .where("id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(rowIds)}))`)
    .where("first_seen_at", ">", at)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** What an item is known by from now on, after its feed gave it another key. Without a new address it keeps its own. */
export async function saveItemKey(
  trx: Trx,
  rowId: number,
  key: {
    readonly key: string;
    readonly keyHash: number;
    readonly secondHash: number | null;
    readonly url: string | null;
    readonly canonicalUrl: string | null;
  },
): Promise<void> {
  await trx
    .updateTable("item")
    .set({
      key: key.key,
      key_hash: key.keyHash,
      second_hash: key.secondHash,
      ...(key.url === null ? {} : { url: key.url, canonical_url: key.canonicalUrl }),
    })
    .where("id", "=", rowId)
    .execute();
}
