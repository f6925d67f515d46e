import { sql } from "kysely";
import type { KpiFilter } from "./kpi-cycle.ts";
import { mentionCondition, publishedIn, type SlotRange } from "./kpi-volume.ts";
import type { Db } from "./open.ts";

export type SourceVolume = {
  readonly rowId: number;
  readonly id: string;
  readonly name: string;
  readonly mentions: number;
  readonly stories: number;
};

/**
 * What each source brought in a range of slots, removed sources too; those of `also`, and those that brought nothing and are there
 * still, count 0.
 */
export async function sourceVolumes(
  db: Db,
  range: SlotRange,
  { filter, also }: { readonly filter: KpiFilter; readonly also: readonly number[] },
): Promise<readonly SourceVolume[]> {
  const isWhole = filter.buckets.length === 0 && filter.queue === null;
  const counted = isWhole
    ? sql`
        SELECT source_id, sum(mentions) AS mentions, sum(stories) AS stories
        FROM slot_source
        WHERE slot >= ${range.from} AND slot < ${range.to}
        GROUP BY source_id`
    : sql`
        SELECT item.source_id, count(*) AS mentions, sum(mention.is_first) AS stories
        FROM item
        CROSS JOIN mention ON mention.id = item.id
        WHERE ${publishedIn(range)} AND ${mentionCondition(filter)}
        GROUP BY item.source_id`;
  const { rows } = await sql<SourceVolume>`
    SELECT source.id AS "rowId", source.public_id AS id, source.name, coalesce(counted.mentions, 0) AS mentions,
      coalesce(counted.stories, 0) AS stories
    FROM source
    LEFT JOIN (${counted}) AS counted ON counted.source_id = source.id
    WHERE (source.removed_at IS NULL OR coalesce(counted.mentions, 0) <> 0
      OR source.id IN (SELECT value FROM json_each(${JSON.stringify(also)})))
      AND (${filter.sourceRowId} IS NULL OR source.id = ${filter.sourceRowId})
    ORDER BY mentions DESC, source.id
    LIMIT 5000`.execute(db);
  return rows;
}
