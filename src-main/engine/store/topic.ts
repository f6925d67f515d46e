import { sql } from "kysely";
import type { Bucket, Network, SentimentSlot } from "../../contract/values.ts";
import type { TopicDocument } from "../../domain/topics/topic-document.ts";
import type { Db } from "./open.ts";

/** A place among items by the time they were published, newest first. */
export type ItemPlace = { readonly at: number; readonly rowId: number };

/** A mention as topics see it; `story` is the story's row. */
export type TopicMention = TopicDocument & { readonly story: number; readonly network: Network };

/** Items published from `from` on and before a place, newest first. Mentions or not: what counts is asked of these. */
export async function itemsPublished(
  db: Db,
  { from, before, limit }: { readonly from: number; readonly before: ItemPlace; readonly limit: number },
): Promise<readonly ItemPlace[]> {
  const { rows } = await sql<ItemPlace>`
    SELECT published_at AS at, id AS rowId
    FROM item
    WHERE published_at >= ${from} AND (published_at, id) < (${before.at}, ${before.rowId})
    ORDER BY published_at DESC, id DESC
    LIMIT ${limit}`.execute(db);
  return rows;
}

export type TopicChoice = {
  readonly watchRowId: number | null;
  readonly bucket: Bucket | null;
  /** Only the first copy of each story. */
  readonly firstCopies: boolean;
};

/** Those of the items that are mentions and belong to the choice, newest first. */
export async function topicMentions(
  db: Db,
  items: readonly ItemPlace[],
  { watchRowId, bucket, firstCopies }: TopicChoice,
): Promise<readonly TopicMention[]> {
  const rows = await db
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .innerJoin("source", "source.id", "item.source_id")
    .select(["item.title", "item.text", "item.lang", "item.author", "item.handle", "item.network"])
    .select(["item.published_at", "mention.story_id", "mention.slot_sentiment", "source.name as source"])
    .where("mention.id", "in", inList(items))
    .$if(bucket !== null, (query) => query.where("mention.bucket", "=", bucket ?? "unsorted"))
    .$if(firstCopies, (query) => query.where("mention.is_first", "=", 1))
    .$if(watchRowId !== null, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom("mention_watch")
            .select("mention_watch.watch_id")
            .whereRef("mention_watch.mention_id", "=", "mention.id")
            .where("mention_watch.watch_id", "=", watchRowId),
        ),
      ),
    )
    .orderBy("item.published_at", "desc")
    .orderBy("item.id", "desc")
    .execute();
  return rows.map((row) => ({
    title: row.title,
    text: row.text,
    language: row.lang,
    author: authorOf(row),
    story: row.story_id,
    source: row.source,
    network: row.network,
    sentiment: row.slot_sentiment,
    at: row.published_at,
  }));
}

/** One person by one string: their handle on a network, or their name where there is none. */
function authorOf(row: {
  readonly author: string | null;
  readonly handle: string | null;
  readonly network: Network;
}): string | null {
  const name = row.handle ?? row.author;
  return name === null ? null : `${row.network} ${name.toLowerCase()}`;
}

/** What a mention that a watch of a brand matches counts for. */
export type BrandHit = {
  readonly mentionRowId: number;
  readonly watchRowId: number;
  readonly sentiment: SentimentSlot;
};

/** Which of the items are matched by which of the watches, by mention. */
export async function brandHits(
  db: Db,
  items: readonly ItemPlace[],
  { watchRowIds, firstCopies }: { readonly watchRowIds: readonly number[]; readonly firstCopies: boolean },
): Promise<readonly BrandHit[]> {
  return db
    .selectFrom("mention_watch")
    .innerJoin("mention", "mention.id", "mention_watch.mention_id")
    .select(["mention_watch.mention_id as mentionRowId", "mention_watch.watch_id as watchRowId"])
    .select("mention.slot_sentiment as sentiment")
    .where("mention_watch.mention_id", "in", inList(items))
    .where("mention_watch.watch_id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(watchRowIds)}))`)
    .$if(firstCopies, (query) => query.where("mention.is_first", "=", 1))
    .orderBy("mention_watch.mention_id", "desc")
    .orderBy("mention_watch.watch_id")
    .execute();
}

function inList(items: readonly ItemPlace[]) {
  return sql<number>`(SELECT value FROM json_each(${JSON.stringify(items.map(({ rowId }) => rowId))}))`;
}
