import { sql } from "kysely";
import type { SentimentSlot } from "../../contract/values.ts";
import type { KpiFilter } from "./kpi-cycle.ts";
import { mentionCondition, publishedIn, type SlotRange } from "./kpi-volume.ts";
import type { Db } from "./open.ts";

export type VoiceCell = {
  /** Which of the brands, counted from 0. */
  readonly brand: number;
  readonly slot: number;
  readonly sentiment: SentimentSlot;
  readonly mentions: number;
  readonly stories: number;
};

/** What names each brand, per slot; a mention that several watches of one brand match counts once for it. */
export async function voiceCells(
  db: Db,
  range: SlotRange,
  { filter, brands }: { readonly filter: KpiFilter; readonly brands: readonly (readonly number[])[] },
): Promise<readonly VoiceCell[]> {
  const watches = brands.flatMap((rowIds, brand) => rowIds.map((rowId) => [rowId, brand]));
  const { rows } = await sql<VoiceCell>`
    SELECT brand, slot, sentiment, count(*) AS mentions, sum(is_first) AS stories
    FROM (
      SELECT DISTINCT watched.value ->> 1 AS brand, mention.id, mention.slot, mention.slot_sentiment AS sentiment, mention.is_first
      FROM item
      CROSS JOIN mention ON mention.id = item.id
      JOIN mention_watch ON mention_watch.mention_id = mention.id
      JOIN json_each(${JSON.stringify(watches)}) AS watched ON watched.value ->> 0 = mention_watch.watch_id
      WHERE ${publishedIn(range)} AND ${mentionCondition(filter)})
    GROUP BY brand, slot, sentiment
    ORDER BY brand, slot, sentiment`.execute(db);
  return rows;
}
