import { sql } from "kysely";
import type { Db, Trx } from "./open.ts";

// Raw: both sides of one question, over three tables.

/** A mention whose story has no case and about which nobody decided: nothing was worked on. */
const untouched = sql`
  NOT EXISTS (SELECT 1 FROM desk_case WHERE desk_case.story_id = mention.story_id)
  AND story.decided_by <> 'person'
  AND item.corrected_by IS NULL
  AND item.entered_by IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM story_member WHERE story_member.mention_id = mention.id AND story_member.reason = 'by_hand'
  )`;

/** How many mentions of a source first seen before an instant may go, and how many stay because they were worked on. */
export async function countPurgeable(
  db: Db,
  sourceId: number,
  seenBefore: number,
): Promise<{ readonly mentions: number; readonly stay: number }> {
  const { rows } = await sql<{ mentions: number; stay: number }>`
    SELECT coalesce(sum(${untouched}), 0) AS mentions, coalesce(sum(NOT (${untouched})), 0) AS stay
    FROM item
    JOIN mention ON mention.id = item.id
    JOIN story ON story.id = mention.story_id
    WHERE item.source_id = ${sourceId} AND item.first_seen_at < ${seenBefore}`.execute(db);
  return rows[0] ?? { mentions: 0, stay: 0 };
}

/** The next mentions of a source that may go, oldest row first. */
export async function purgeableMentions(
  db: Db,
  sourceId: number,
  { seenBefore, after, limit }: { readonly seenBefore: number; readonly after: number; readonly limit: number },
): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT item.id AS id
    FROM item
    JOIN mention ON mention.id = item.id
    JOIN story ON story.id = mention.story_id
    WHERE item.source_id = ${sourceId} AND item.id > ${after} AND item.first_seen_at < ${seenBefore} AND ${untouched}
    ORDER BY item.id
    LIMIT ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Items of a source that count nowhere and were first seen before an instant, oldest row first. */
export async function purgeableItems(
  db: Db,
  sourceId: number,
  { seenBefore, limit }: { readonly seenBefore: number; readonly limit: number },
): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT item.id AS id
    FROM item
    LEFT JOIN mention ON mention.id = item.id
    LEFT JOIN story ON story.head_id = item.id
    WHERE item.source_id = ${sourceId} AND item.first_seen_at < ${seenBefore}
      AND mention.id IS NULL AND story.id IS NULL
    ORDER BY item.id
    LIMIT ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Notes in the counts that mentions are there no more: what happened stays counted, what is kept adds up. */
export async function markPurged(trx: Trx, mentionIds: readonly number[]): Promise<void> {
  const list = sql`(SELECT value FROM json_each(${JSON.stringify(mentionIds)}))`;
  await sql`
    UPDATE slot_bucket
    SET purged = slot_bucket.purged + gone.n
    FROM (
      SELECT slot, bucket, slot_sentiment, count(*) AS n
      FROM mention
      WHERE id IN ${list}
      GROUP BY slot, bucket, slot_sentiment
    ) AS gone
    WHERE slot_bucket.slot = gone.slot AND slot_bucket.bucket = gone.bucket
      AND slot_bucket.sentiment = gone.slot_sentiment`.execute(trx);
  await sql`
    UPDATE slot_source
    SET purged = slot_source.purged + gone.n
    FROM (
      SELECT slot, source_id, count(*) AS n
      FROM mention
      JOIN item ON item.id = mention.id
      WHERE mention.id IN ${list}
      GROUP BY slot, source_id
    ) AS gone
    WHERE slot_source.slot = gone.slot AND slot_source.source_id = gone.source_id`.execute(trx);
  await sql`
    UPDATE slot_watch
    SET purged = slot_watch.purged + gone.n
    FROM (
      SELECT slot, watch_id, count(*) AS n
      FROM mention
      JOIN mention_watch ON mention_watch.mention_id = mention.id
      WHERE mention.id IN ${list}
      GROUP BY slot, watch_id
    ) AS gone
    WHERE slot_watch.slot = gone.slot AND slot_watch.watch_id = gone.watch_id`.execute(trx);
}
