import { sql } from "kysely";
import type { Network, SentimentSlot } from "../../contract/values.ts";
import type { SeriesName } from "./alarm.ts";
import type { Db } from "./open.ts";

/** What is counted of a mention that came in. Times are ms. */
export type Arrival = {
  readonly rowId: number;
  readonly sourceId: number;
  readonly seenAt: number;
  readonly publishedAt: number;
  readonly backfill: boolean;
  readonly network: Network;
  readonly isFirst: boolean;
  readonly tone: SentimentSlot;
  readonly author: string | null;
  readonly handle: string | null;
  readonly watchRowIds: readonly number[];
};

/** The mentions after a row, in the order of arrival. */
export async function arrivalsAfter(
  db: Db,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly Arrival[]> {
  const rows = await db
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .select(["item.id", "item.source_id", "item.first_seen_at", "item.published_at", "item.backfill", "item.network"])
    .select(["mention.is_first", "mention.slot_sentiment", "item.author", "item.handle"])
    .where("mention.id", ">", after)
    .orderBy("mention.id")
    .limit(limit)
    .execute();
  const last = rows.at(-1);
  if (!last) return [];
  const watched = await db
    .selectFrom("mention_watch")
    .select(["mention_id", "watch_id"])
    .where("mention_id", ">", after)
    .where("mention_id", "<=", last.id)
    .execute();
  const watchesOf = Map.groupBy(watched, (row) => row.mention_id);
  return rows.map((row) => ({
    rowId: row.id,
    sourceId: row.source_id,
    seenAt: row.first_seen_at,
    publishedAt: row.published_at,
    backfill: row.backfill === 1,
    network: row.network,
    isFirst: row.is_first === 1,
    tone: row.slot_sentiment,
    author: row.author,
    handle: row.handle,
    watchRowIds: (watchesOf.get(row.id) ?? []).map((watch) => watch.watch_id),
  }));
}

/** Whether a source was read with success between two instants, both excluded. */
export async function wasReadBetween(
  db: Db,
  { sourceId, from, to }: { readonly sourceId: number; readonly from: number; readonly to: number },
): Promise<boolean> {
  const row = await db
    .selectFrom("fetch")
    .select("id")
    .where("source_id", "=", sourceId)
    .where("at", ">", from)
    .where("at", "<", to)
    .where("outcome", "in", ["stored", "same", "not_modified"])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A mention with its words, for what an alarm shows. */
export type PostRow = Arrival & {
  readonly storyId: string;
  readonly source: string;
  readonly title: string | null;
  readonly text: string;
  /** ISO 639-1; null where nobody can tell. */
  readonly language: string | null;
  readonly url: string | null;
};

/** The mentions of a series from a row on, in the order of arrival. */
export async function postsFrom(
  db: Db,
  { series, fromRow, limit }: { readonly series: SeriesName; readonly fromRow: number; readonly limit: number },
): Promise<readonly PostRow[]> {
  const watch = watchRowOf(series);
  return readPosts(db, { where: sql`mention.id >= ${fromRow}`, series, watch, order: sql`ASC`, limit });
}

/** The mentions of a series before a row, the newest first. */
export async function postsBefore(
  db: Db,
  { series, beforeRow, limit }: { readonly series: SeriesName; readonly beforeRow: number; readonly limit: number },
): Promise<readonly PostRow[]> {
  const watch = watchRowOf(series);
  return readPosts(db, { where: sql`mention.id < ${beforeRow}`, series, watch, order: sql`DESC`, limit });
}

/** These mentions, in the order of arrival; purged ones are not there. */
export async function postsByRow(db: Db, rowIds: readonly number[]): Promise<readonly PostRow[]> {
  const ids = JSON.stringify(rowIds);
  const where = sql`mention.id IN (SELECT value FROM json_each(${ids}))`;
  return readPosts(db, { where, series: "all", watch: null, order: sql`ASC`, limit: rowIds.length });
}

type Reading = {
  readonly where: ReturnType<typeof sql>;
  readonly series: SeriesName;
  readonly watch: number | null;
  readonly order: ReturnType<typeof sql>;
  readonly limit: number;
};

type Raw = {
  readonly id: number;
  readonly sourceId: number;
  readonly seenAt: number;
  readonly publishedAt: number;
  readonly backfill: 0 | 1;
  readonly network: Network;
  readonly isFirst: 0 | 1;
  readonly tone: SentimentSlot;
  readonly author: string | null;
  readonly handle: string | null;
  readonly storyId: string;
  readonly source: string;
  readonly title: string | null;
  readonly text: string;
  readonly language: string | null;
  readonly url: string | null;
};

async function readPosts(db: Db, { where, series, watch, order, limit }: Reading): Promise<readonly PostRow[]> {
  const ofSeries =
    watch !== null
      ? sql`AND EXISTS (SELECT 1 FROM mention_watch WHERE mention_id = mention.id AND watch_id = ${watch})`
      : series === "negative"
        ? sql`AND mention.slot_sentiment = 'negative'`
        : sql``;
  const { rows } = await sql<Raw>`
    SELECT mention.id AS id, item.source_id AS sourceId, item.first_seen_at AS seenAt, item.published_at AS publishedAt,
      item.backfill AS backfill, item.network AS network, mention.is_first AS isFirst, mention.slot_sentiment AS tone,
      item.author AS author, item.handle AS handle, story.public_id AS storyId, source.name AS source,
      item.title AS title, item.text AS text, item.lang AS language, item.url AS url
    FROM mention
    JOIN item ON item.id = mention.id
    JOIN story ON story.id = mention.story_id
    JOIN source ON source.id = item.source_id
    WHERE ${where} ${ofSeries}
    ORDER BY mention.id ${order}
    LIMIT ${limit}`.execute(db);
  return rows.map((row) => ({
    ...row,
    rowId: row.id,
    backfill: row.backfill === 1,
    isFirst: row.isFirst === 1,
    watchRowIds: [],
  }));
}

/** The row of the watch that a series is about; null for the others. */
export function watchRowOf(series: SeriesName): number | null {
  return series.startsWith("watch:") ? Number(series.slice("watch:".length)) : null;
}
