import { type RawBuilder, sql } from "kysely";
import type { Bucket, SentimentSlot } from "../../contract/values.ts";
import type { KpiFilter } from "./kpi-cycle.ts";
import type { Db } from "./open.ts";
import { slotMs } from "./slot.ts";

export type VolumeCell = {
  readonly slot: number;
  readonly sentiment: SentimentSlot;
  readonly mentions: number;
  readonly stories: number;
  /** Counted, but the words are gone. */
  readonly purged: number;
  /** Whose sentiment a person set: mentions, and those of them that are the first of their story. */
  readonly corrected: { readonly mentions: number; readonly stories: number };
};
type Counted = Omit<VolumeCell, "corrected">;

/** Whole slots: those that begin in the period. */
export type SlotRange = { readonly from: number; readonly to: number };

export function slotsOf({ from, to }: { readonly from: number; readonly to: number }): SlotRange {
  return { from: Math.ceil(from / slotMs), to: Math.ceil(to / slotMs) };
}

/** What was counted in slots, `to` excluded. Only whole buckets are counted ahead; everything narrower is counted from the mentions. */
export async function volumeCells(db: Db, range: SlotRange, filter: KpiFilter): Promise<readonly VolumeCell[]> {
  const isNarrow = filter.sourceRowId !== null || filter.queue !== null;
  const cells = await (isNarrow ? countedMentions(db, range, filter) : keptCounts(db, range, filter));
  const corrected = new Map(
    (await correctedMentions(db, range, filter)).map((of) => [`${of.slot} ${of.sentiment}`, of]),
  );
  return cells.map((cell) => {
    const { mentions = 0, stories = 0 } = corrected.get(`${cell.slot} ${cell.sentiment}`) ?? {};
    return { ...cell, corrected: { mentions, stories } };
  });
}

/** The few that a person corrected; their words are kept for as long as they are counted. */
async function correctedMentions(
  db: Db,
  range: SlotRange,
  filter: KpiFilter,
): Promise<readonly Omit<Counted, "purged">[]> {
  const { rows } = await sql<Omit<Counted, "purged">>`
    SELECT mention.slot, mention.slot_sentiment AS sentiment, count(*) AS mentions, sum(mention.is_first) AS stories
    FROM item
    CROSS JOIN mention ON mention.id = item.id
    WHERE item.corrected_by IS NOT NULL AND ${publishedIn(range)} AND ${mentionCondition(filter)}
    GROUP BY mention.slot, mention.slot_sentiment`.execute(db);
  return rows;
}

async function keptCounts(db: Db, range: SlotRange, filter: KpiFilter): Promise<readonly Counted[]> {
  const { rows } = await sql<Counted>`
    SELECT slot, sentiment, sum(mentions) AS mentions, sum(stories) AS stories, sum(purged) AS purged
    FROM slot_bucket
    WHERE slot >= ${range.from} AND slot < ${range.to}
      AND ${filter.buckets.length === 0 ? sql`1` : sql`bucket IN (SELECT value FROM json_each(${JSON.stringify(filter.buckets)}))`}
    GROUP BY slot, sentiment
    ORDER BY slot, sentiment`.execute(db);
  return rows;
}

async function countedMentions(db: Db, range: SlotRange, filter: KpiFilter): Promise<readonly Counted[]> {
  const { rows } = await sql<Counted>`
    SELECT mention.slot, mention.slot_sentiment AS sentiment, count(*) AS mentions, sum(mention.is_first) AS stories, 0 AS purged
    FROM item
    CROSS JOIN mention ON mention.id = item.id
    WHERE ${publishedIn(range)} AND ${mentionCondition(filter)}
    GROUP BY mention.slot, mention.slot_sentiment
    ORDER BY mention.slot, mention.slot_sentiment`.execute(db);
  return rows;
}

/** An item is counted in the slot of its published time, which was clamped once, when it was stored. */
export function publishedIn({ from, to }: SlotRange): RawBuilder<unknown> {
  return sql`item.published_at >= ${from * slotMs} AND item.published_at < ${to * slotMs}`;
}

/** The condition on `mention` and `item`. */
export function mentionCondition({ buckets, sourceRowId, queue }: KpiFilter): RawBuilder<unknown> {
  const conditions = [sql`1`];
  if (buckets.length > 0)
    conditions.push(sql`mention.bucket IN (SELECT value FROM json_each(${JSON.stringify(buckets)}))`);
  if (sourceRowId !== null) conditions.push(sql`item.source_id = ${sourceRowId}`);
  if (queue !== null)
    conditions.push(sql`(
      mention.bucket IN (SELECT value FROM json_each(${JSON.stringify(queue.buckets)}))
      OR EXISTS (
        SELECT 1
        FROM story
        WHERE story.id = mention.story_id
          AND story.department COLLATE NOCASE IN (SELECT value FROM json_each(${JSON.stringify(queue.names)}))))`);
  return sql`(${sql.join(conditions, sql` AND `)})`;
}

export type MentionRow = {
  readonly rowId: number;
  readonly id: string;
  readonly storyId: string;
  readonly title: string | null;
  readonly text: string;
  readonly bucket: Bucket;
  readonly source: string;
  readonly sentiment: SentimentSlot;
  readonly publishedAt: number;
};

export type MentionChoice = {
  readonly range: SlotRange;
  readonly filter: KpiFilter;
  readonly firstCopies: boolean;
  readonly sentiments: readonly SentimentSlot[];
  /** Only what these watches match; null = whatever they match. */
  readonly watches: readonly number[] | null;
};

function chosenMentions({ range, filter, firstCopies, sentiments, watches }: MentionChoice): RawBuilder<unknown> {
  return sql`
    FROM item
    CROSS JOIN mention ON mention.id = item.id
    WHERE ${publishedIn(range)} AND ${mentionCondition(filter)}
      AND (mention.is_first = 1 OR ${firstCopies ? 0 : 1})
      AND mention.slot_sentiment IN (SELECT value FROM json_each(${JSON.stringify(sentiments)}))
      AND ${
        watches === null
          ? sql`1`
          : sql`EXISTS (
        SELECT 1
        FROM mention_watch
        WHERE mention_watch.mention_id = mention.id
          AND mention_watch.watch_id IN (SELECT value FROM json_each(${JSON.stringify(watches)})))`
      }`;
}

export async function countMentions(db: Db, choice: MentionChoice): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n ${chosenMentions(choice)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Mentions that were counted, newest first, after a place. */
export async function mentionPage(
  db: Db,
  choice: MentionChoice,
  {
    before,
    limit,
  }: { readonly before: { readonly at: number; readonly rowId: number } | null; readonly limit: number },
): Promise<readonly MentionRow[]> {
  const { rows } = await sql<MentionRow>`
    SELECT item.id AS "rowId", item.public_id AS id, item.title, item.text, mention.bucket, mention.slot_sentiment AS sentiment,
      item.published_at AS "publishedAt",
      (SELECT public_id FROM story WHERE story.id = mention.story_id) AS "storyId",
      (SELECT name FROM source WHERE source.id = item.source_id) AS source
    ${chosenMentions(choice)}
      AND ${before === null ? sql`1` : sql`(item.published_at, item.id) < (${before.at}, ${before.rowId})`}
    ORDER BY item.published_at DESC, item.id DESC
    LIMIT ${limit}`.execute(db);
  return rows;
}
