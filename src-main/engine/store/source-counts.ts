import { sql } from "kysely";
import type { Db } from "./open.ts";

export type SourceCounts = { readonly items: number; readonly mentions: number; readonly days: readonly number[] };

/** What each source brought: items in all, mentions in all, and items in each span between two neighbouring instants. */
export async function sourceCounts(db: Db, instants: readonly number[]): Promise<ReadonlyMap<number, SourceCounts>> {
  const items = await db
    .selectFrom("item")
    .select((eb) => ["source_id", eb.fn.countAll<number>().as("items")])
    .groupBy("source_id")
    .execute();
  const mentions = await db
    .selectFrom("slot_source")
    .select((eb) => ["source_id", eb.fn.sum<number>("mentions").as("mentions")])
    .groupBy("source_id")
    .execute();
  const spans = instants.slice(0, -1).map((from, at) => [from, instants[at + 1] ?? from]);
  const { rows: days } = await sql<{ source_id: number; day: number; items: number }>`
    SELECT item.source_id AS source_id, day.key AS day, count(*) AS items
    FROM json_each(${JSON.stringify(spans)}) AS day
    CROSS JOIN item ON item.published_at >= day.value ->> 0 AND item.published_at < day.value ->> 1
    GROUP BY item.source_id, day.key`.execute(db);
  const mentionsOf = new Map(mentions.map((row) => [row.source_id, row.mentions]));
  const daysOf = Map.groupBy(days, (row) => row.source_id);
  return new Map(
    items.map((row) => {
      const found = new Map((daysOf.get(row.source_id) ?? []).map((day) => [day.day, day.items]));
      return [
        row.source_id,
        {
          items: row.items,
          mentions: mentionsOf.get(row.source_id) ?? 0,
          days: spans.map((_, at) => found.get(at) ?? 0),
        },
      ];
    }),
  );
}
