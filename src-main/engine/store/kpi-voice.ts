import { type RawBuilder, sql } from "kysely";
import type { Bucket, SentimentSlot } from "../../contract/values.ts";
import type { KpiFilter } from "./kpi-cycle.ts";
import { mentionCondition, type MentionRow, publishedIn, type SlotRange } from "./kpi-volume.ts";
import type { Db } from "./open.ts";

/** Our watches are one brand, each of the others is one: a mention counts once for each brand that it names. */
export type VoiceChoice = {
  readonly range: SlotRange;
  readonly filter: KpiFilter;
  readonly firstCopies: boolean;
  readonly own: readonly number[];
  readonly others: readonly number[];
};

type Voice = { readonly own: number; readonly others: number };

const inList = (ids: readonly number[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/** Each mention once a brand; ours is brand 0. */
function named({ range, filter, firstCopies, own, others }: VoiceChoice): RawBuilder<unknown> {
  return sql`
    SELECT DISTINCT item.published_at AS at, mention.id, CASE WHEN mention_watch.watch_id IN ${inList(own)} THEN 0 ELSE mention_watch.watch_id END AS brand
    FROM item
    CROSS JOIN mention ON mention.id = item.id
    JOIN mention_watch ON mention_watch.mention_id = mention.id
    WHERE ${publishedIn(range)} AND ${mentionCondition(filter)} AND (mention.is_first = 1 OR ${firstCopies ? 0 : 1})
      AND mention_watch.watch_id IN ${inList([...own, ...others])}`;
}

export async function countVoice(db: Db, choice: VoiceChoice): Promise<Voice> {
  const { rows } = await sql<Voice>`
    SELECT coalesce(sum(brand = 0), 0) AS own, coalesce(sum(brand <> 0), 0) AS others
    FROM (${named(choice)})`.execute(db);
  return rows[0] ?? { own: 0, others: 0 };
}

/** The same from the counts that are kept, where they say it: one watch of ours, nothing narrower, nothing purged. Else null. */
export async function keptVoice(
  db: Db,
  { range, filter, firstCopies, own, others }: VoiceChoice,
): Promise<Voice | null> {
  if (own.length > 1 || filter.buckets.length > 0 || filter.sourceRowId !== null || filter.queue !== null) return null;
  const counted = sql.ref(firstCopies ? "stories" : "mentions");
  const { rows } = await sql<Voice & { readonly purged: number }>`
    SELECT coalesce(sum(CASE WHEN watch_id IN ${inList(own)} THEN ${counted} END), 0) AS own,
      coalesce(sum(CASE WHEN watch_id IN ${inList(others)} THEN ${counted} END), 0) AS others,
      coalesce(sum(purged), 0) AS purged
    FROM slot_watch
    WHERE slot >= ${range.from} AND slot < ${range.to} AND watch_id IN ${inList([...own, ...others])}`.execute(db);
  const kept = rows[0];
  return kept && kept.purged === 0 ? { own: kept.own, others: kept.others } : null;
}

type VoicePlace = { readonly at: number; readonly rowId: number; readonly brand: number };
type VoiceRow = MentionRow & { readonly brand: number };

/** Mentions with the brand that they name, newest first, after a place. `brands`: ours, the others, or both. */
export async function voicePage(
  db: Db,
  choice: VoiceChoice,
  { of, before, limit }: { of: "own" | "others" | null; before: VoicePlace | null; limit: number },
): Promise<readonly VoiceRow[]> {
  const which = of === null ? sql`1` : of === "own" ? sql`brand = 0` : sql`brand <> 0`;
  const { rows } = await sql<VoiceRow & { readonly bucket: Bucket; readonly sentiment: SentimentSlot }>`
    SELECT item.id AS "rowId", item.public_id AS id, item.title, item.text, mention.bucket, mention.slot_sentiment AS sentiment,
      item.published_at AS "publishedAt", named.brand,
      (SELECT public_id FROM story WHERE story.id = mention.story_id) AS "storyId",
      (SELECT name FROM source WHERE source.id = item.source_id) AS source
    FROM (${named(choice)}) AS named
    JOIN item ON item.id = named.id
    JOIN mention ON mention.id = named.id
    WHERE ${which} AND ${before === null ? sql`1` : sql`(named.at, named.id, -named.brand) < (${before.at}, ${before.rowId}, ${-before.brand})`}
    ORDER BY named.at DESC, named.id DESC, named.brand
    LIMIT ${limit}`.execute(db);
  return rows;
}
