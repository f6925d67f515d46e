import type { Item } from "./item.ts";
import type { Db } from "./open.ts";

/** Who said what when: all that is compared of a mention. */
export type Said = Pick<
  Item,
  "rowId" | "sourceId" | "publishedAt" | "firstSeenAt" | "network" | "author" | "handle" | "title" | "text"
>;

/**
 * The first row that was seen at most so long (ms) before the newest one; rows grow in the order of arrival, so it is
 * found by halving.
 */
export async function firstRowWithin(db: Db, ms: number): Promise<number> {
  const newest = await db
    .selectFrom("item")
    .select(["id", "first_seen_at"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  const since = (newest?.first_seen_at ?? 0) - ms;
  let [from, to] = [1, (newest?.id ?? 0) + 1];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const row = await db
      .selectFrom("item")
      .select(["id", "first_seen_at"])
      .where("id", ">=", middle)
      .orderBy("id")
      .limit(1)
      .executeTakeFirst();
    if (row && row.first_seen_at < since) from = row.id + 1;
    else to = middle;
  }
  return from;
}

/** What mentions say after a row, in the order of arrival. */
export async function saidSince(
  db: Db,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly Said[]> {
  const rows = await db
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .select(["item.id", "item.source_id", "item.published_at", "item.first_seen_at", "item.network"])
    .select(["item.author", "item.handle", "item.title", "item.text"])
    .where("mention.id", ">", after)
    .orderBy("mention.id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    rowId: row.id,
    sourceId: row.source_id,
    publishedAt: row.published_at,
    firstSeenAt: row.first_seen_at,
    network: row.network,
    author: row.author,
    handle: row.handle,
    title: row.title,
    text: row.text,
  }));
}
