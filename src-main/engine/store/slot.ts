import { sql } from "kysely";
import type { Bucket, SentimentSlot } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";

/** Counts are kept per quarter of an hour, UTC. */
export const slotMs = 900_000;

/** The number of the slot that an instant (ms) lies in; a slot begins at `slot * slotMs`. */
export function slotOf(at: number): number {
  return Math.floor(at / slotMs);
}

/** Where a mention stands in the counts. */
export type Counted = {
  readonly slot: number;
  readonly bucket: Bucket;
  readonly sentiment: SentimentSlot;
  readonly sourceId: number;
  readonly watchIds: readonly number[];
  /** The first copy of its story: the story counts here. */
  readonly isFirst: boolean;
};

/** `by` is 1 for a mention that comes to stand there, -1 for one that stood there. */
export type CountChange = { readonly counted: Counted; readonly by: 1 | -1 };

type Cell = { readonly key: readonly (number | string)[]; mentions: number; stories: number };
type Cells = Map<string, Cell>;

/** Adds up all changes of a batch in memory and writes each touched cell once. */
export async function writeCounts(trx: Trx, changes: readonly CountChange[]): Promise<void> {
  const buckets: Cells = new Map();
  const sources: Cells = new Map();
  const watches: Cells = new Map();
  for (const { counted, by } of changes) {
    const { slot, isFirst } = counted;
    const change = { mentions: by, stories: isFirst ? by : 0 };
    add(buckets, [slot, counted.bucket, counted.sentiment], change);
    add(sources, [slot, counted.sourceId], change);
    for (const watchId of counted.watchIds) add(watches, [slot, watchId], change);
  }
  await upsertBuckets(trx, buckets);
  await upsertPairs(trx, { table: "slot_source", column: "source_id", cells: sources });
  await upsertPairs(trx, { table: "slot_watch", column: "watch_id", cells: watches });
  await addToWatches(trx, watches);
}

/** A watch carries the sum of its slots: a list of watches must not add up a month of them. */
async function addToWatches(trx: Trx, cells: Cells): Promise<void> {
  const sums = new Map<number | string, number>();
  for (const { key, mentions } of cells.values()) {
    const watch = key[1] ?? 0;
    sums.set(watch, (sums.get(watch) ?? 0) + mentions);
  }
  const changed = [...sums].filter(([, by]) => by !== 0);
  if (changed.length === 0) return;
  await sql`
    UPDATE watch
    SET mentions = watch.mentions + change.value ->> 1
    FROM json_each(${JSON.stringify(changed)}) AS change
    WHERE watch.id = change.value ->> 0`.execute(trx);
}

function add(cells: Cells, key: Cell["key"], change: { readonly mentions: number; readonly stories: number }): void {
  const name = key.join(" ");
  const cell = cells.get(name) ?? { key, mentions: 0, stories: 0 };
  cell.mentions += change.mentions;
  cell.stories += change.stories;
  cells.set(name, cell);
}

function asJson(cells: Cells): string | null {
  const touched = [...cells.values()].filter((cell) => cell.mentions !== 0 || cell.stories !== 0);
  return touched.length === 0
    ? null
    : JSON.stringify(touched.map(({ key, mentions, stories }) => [...key, mentions, stories]));
}

async function upsertBuckets(trx: Trx, cells: Cells): Promise<void> {
  const rows = asJson(cells);
  if (rows === null) return;
  await sql`
    INSERT INTO slot_bucket (slot, bucket, sentiment, mentions, stories)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
    FROM json_each(${rows})
    WHERE true
    ON CONFLICT (slot, bucket, sentiment) DO UPDATE
    SET mentions = mentions + excluded.mentions, stories = stories + excluded.stories`.execute(trx);
}

type PairTable = {
  readonly table: "slot_source" | "slot_watch";
  readonly column: "source_id" | "watch_id";
  readonly cells: Cells;
};

async function upsertPairs(trx: Trx, { table, column, cells }: PairTable): Promise<void> {
  const rows = asJson(cells);
  if (rows === null) return;
  await sql`
    INSERT INTO ${sql.table(table)} (slot, ${sql.ref(column)}, mentions, stories)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3
    FROM json_each(${rows})
    WHERE true
    ON CONFLICT (slot, ${sql.ref(column)}) DO UPDATE
    SET mentions = mentions + excluded.mentions, stories = stories + excluded.stories`.execute(trx);
}

/** Where mentions stand in the counts now. */
export async function countedOf(db: Db, mentionIds: readonly number[]): Promise<ReadonlyMap<number, Counted>> {
  const ids = JSON.stringify(mentionIds);
  const rows = await db
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .select([
      "mention.id",
      "mention.slot",
      "mention.bucket",
      "mention.slot_sentiment",
      "mention.is_first",
      "item.source_id",
    ])
    .where("mention.id", "in", sql<number>`(SELECT value FROM json_each(${ids}))`)
    .execute();
  const watched = await db
    .selectFrom("mention_watch")
    .select(["mention_id", "watch_id"])
    .where("mention_id", "in", sql<number>`(SELECT value FROM json_each(${ids}))`)
    .execute();
  const watchesOf = Map.groupBy(watched, (row) => row.mention_id);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        slot: row.slot,
        bucket: row.bucket,
        sentiment: row.slot_sentiment,
        sourceId: row.source_id,
        watchIds: (watchesOf.get(row.id) ?? []).map((watch) => watch.watch_id),
        isFirst: row.is_first === 1,
      },
    ]),
  );
}

/** Moves mentions to another bucket or sentiment: their rows and the cells that count them, in one transaction. */
export async function recount(
  trx: Trx,
  mentionIds: readonly number[],
  change: { readonly bucket?: Bucket; readonly sentiment?: SentimentSlot },
): Promise<void> {
  if (mentionIds.length === 0) return;
  const before = await countedOf(trx, mentionIds);
  const changes = [...before.values()].flatMap((counted): CountChange[] => [
    { counted, by: -1 },
    { counted: { ...counted, ...change }, by: 1 },
  ]);
  const columns = {
    ...(change.bucket === undefined ? {} : { bucket: change.bucket }),
    ...(change.sentiment === undefined ? {} : { slot_sentiment: change.sentiment }),
  };
  if (Object.keys(columns).length === 0) return;
  await trx
    .updateTable("mention")
    .set(columns)
    .where("id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(mentionIds)}))`)
    .execute();
  await writeCounts(trx, changes);
}
