import type { Db } from "./open.ts";
import { slotOf } from "./slot.ts";

export type SourceCounts = {
  /** Stored items in all, and those of them that are mentions. */
  readonly items: number;
  readonly mentions: number;
  /** Published time of the oldest stored item. */
  readonly oldestAt: number | null;
  /** Items, mentions, and mentions that led to action since the window began. */
  readonly recentItems: number;
  readonly recentMentions: number;
  readonly recentActed: number;
  /** Items of each day. */
  readonly days: readonly number[];
};

export type CountedSpan = {
  /** Begins a quarter of an hour, as local days do. */
  readonly windowFrom: number;
  /** Beginnings of days, oldest first; the last one is open. */
  readonly days: readonly number[];
};

/** What each source that was not removed brought, by row id. Between its three countings people's requests get their turn. */
export async function sourceCounts(db: Db, span: CountedSpan): Promise<ReadonlyMap<number, SourceCounts>> {
  const items = await countItems(db, span);
  await new Promise(setImmediate);
  const mentions = await countMentions(db, span.windowFrom);
  await new Promise(setImmediate);
  const acted = await countActed(db, span.windowFrom);
  const mentionsOf = new Map(mentions.map((row) => [row.source_id, row]));
  const actedOf = new Map(acted.map((row) => [row.source_id, row.acted]));
  return new Map(
    items.map((row) => [
      row.id,
      {
        items: row.items ?? 0,
        mentions: mentionsOf.get(row.id)?.mentions ?? 0,
        oldestAt: row.oldest,
        recentItems: row.recent ?? 0,
        recentMentions: mentionsOf.get(row.id)?.recent ?? 0,
        recentActed: actedOf.get(row.id) ?? 0,
        days: span.days.map((_, at) => row[`day${at}`] ?? 0),
      },
    ]),
  );
}

type ItemRow = {
  readonly id: number;
  readonly items: number | null;
  readonly recent: number | null;
  readonly oldest: number | null;
} & Readonly<Record<`day${number}`, number | null>>;

/** Small look-ups in one index for each source cost a fraction of grouping all items by day. */
async function countItems(db: Db, { windowFrom, days }: CountedSpan): Promise<readonly ItemRow[]> {
  const rows = await db
    .selectFrom("source")
    .where("removed_at", "is", null)
    .select((eb) => {
      const ofSource = () => eb.selectFrom("item").whereRef("item.source_id", "=", "source.id");
      const count = () => ofSource().select(eb.fn.countAll<number>().as("n"));
      const dayOf = (from: number, at: number) => {
        const until = days[at + 1];
        const since = count().where("item.published_at", ">=", from);
        return (until === undefined ? since : since.where("item.published_at", "<", until)).as(`day${at}`);
      };
      return [
        "source.id",
        count().as("items"),
        count().where("item.published_at", ">=", windowFrom).as("recent"),
        ofSource()
          .select((of) => of.fn.min("item.published_at").as("oldest"))
          .as("oldest"),
        ...days.map(dayOf),
      ];
    })
    .orderBy("source.id")
    .execute();
  return rows as readonly ItemRow[];
}

/** From the counts by quarter of an hour; what was purged is no item any more either. */
async function countMentions(
  db: Db,
  windowFrom: number,
): Promise<readonly { readonly source_id: number; readonly mentions: number; readonly recent: number }[]> {
  return db
    .selectFrom("slot_source")
    .select((eb) => {
      const kept = eb("mentions", "-", eb.ref("purged"));
      const recent = eb.case().when("slot", ">=", slotOf(windowFrom)).then(kept).else(0).end();
      return ["source_id", eb.fn.sum<number>(kept).as("mentions"), eb.fn.sum<number>(recent).as("recent")];
    })
    .groupBy("source_id")
    .orderBy("source_id")
    .execute();
}

/**
 * Mentions published since then whose story has a case that people answered or took to a private contact in any of its
 * cycles: both are what sets the moment of its first response, which drafts, notes and closing without a reply never do.
 */
async function countActed(
  db: Db,
  windowFrom: number,
): Promise<readonly { readonly source_id: number; readonly acted: number }[]> {
  return db
    .selectFrom("desk_case")
    .innerJoin("mention", "mention.story_id", "desk_case.story_id")
    .innerJoin("item", "item.id", "mention.id")
    .where("desk_case.id", "in", (eb) =>
      eb.selectFrom("case_cycle").select("case_id").where("first_response_at", "is not", null),
    )
    .where("mention.slot", ">=", slotOf(windowFrom))
    .select((eb) => ["item.source_id", eb.fn.countAll<number>().as("acted")])
    .groupBy("item.source_id")
    .orderBy("item.source_id")
    .execute();
}
