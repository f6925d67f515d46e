import { sql } from "kysely";
import type { Bucket, Network, SentimentSlot, ShownSentiment } from "../../contract/values.ts";
import type { Cycle } from "../../domain/kpi/cycle.ts";
import type { Db } from "./open.ts";

export type SlotCell = {
  readonly slot: number;
  readonly bucket: Bucket;
  readonly sentiment: SentimentSlot;
  readonly mentions: number;
  readonly stories: number;
};

/** All cells of the slots from `from` to `to`, both included. */
export async function slotCells(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly SlotCell[]> {
  return db
    .selectFrom("slot_bucket")
    .select(["slot", "bucket", "sentiment", "mentions", "stories"])
    .where("slot", ">=", from)
    .where("slot", "<=", to)
    .orderBy("slot")
    .execute();
}

/** Mentions, or stories, per slot for a long stretch. */
export async function slotTotals(
  db: Db,
  { from, to, counted }: { readonly from: number; readonly to: number; readonly counted: "mentions" | "stories" },
): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom("slot_bucket")
    .select((eb) => ["slot", eb.fn.sum<number>(counted).as("count")])
    .where("slot", ">=", from)
    .where("slot", "<=", to)
    .groupBy("slot")
    .execute();
  return new Map(rows.map((row) => [row.slot, row.count]));
}

/** The cycles that were queued in a stretch of time, `to` excluded. */
export async function cyclesQueued(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly (Cycle & { readonly bucket: Bucket })[]> {
  const rows = await db
    .selectFrom("case_cycle")
    .select(["bucket", "queued_at", "target_ms", "due_at", "first_response_at", "resolved_at", "resolution"])
    .where("queued_at", ">=", from)
    .where("queued_at", "<", to)
    .orderBy("queued_at")
    .limit(100_000)
    .execute();
  return rows.map((row) => ({
    bucket: row.bucket,
    queuedAt: row.queued_at,
    targetMs: row.target_ms,
    dueAt: row.due_at,
    firstResponseAt: row.first_response_at,
    resolvedAt: row.resolved_at,
    resolution: row.resolution,
  }));
}

// Written out, not bound: SQLite uses a partial index only when it sees the values that the index was made for.
const openStatuses = (["new", "open", "waiting"] as const).map((status) => sql.lit(status));
const statesUnderWay = (["submitted", "approved", "handed_over", "failed", "needs_person"] as const).map((state) =>
  sql.lit(state),
);

/** Cases that are not done, those that were put away with them: the backlog of the reports as of now. */
export async function countBacklog(db: Db): Promise<number> {
  // Two counts, because an index holds each of them and none holds both.
  const cases = db.selectFrom("desk_case").select((eb) => eb.fn.countAll<number>().as("n"));
  const inQueue = await cases.where("status", "in", openStatuses).executeTakeFirstOrThrow();
  const putAway = await cases.where("status", "=", sql.lit("snoozed" as const)).executeTakeFirstOrThrow();
  return inQueue.n + putAway.n;
}

/** The unanswered case that was queued first, and how many are past their deadline. A snooze hides none of them. */
export async function unanswered(
  db: Db,
  now: number,
): Promise<{ readonly oldestQueuedAt: number | null; readonly late: number }> {
  const open = db
    .selectFrom("desk_case")
    .where("status", "<>", sql.lit("resolved" as const))
    .where("first_response_at", "is", null);
  const oldest = await open.select("queued_at").orderBy("queued_at").orderBy("id").limit(1).executeTakeFirst();
  const late = await open
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("due_at", "<", now)
    .executeTakeFirstOrThrow();
  return { oldestQueuedAt: oldest?.queued_at ?? null, late: late.n };
}

export type TopStory = {
  readonly id: string;
  readonly headId: number;
  readonly network: Network;
  readonly kind: "feed" | "by_hand" | "import";
  readonly title: string | null;
  readonly text: string;
  readonly copies: number;
  readonly sentiment: ShownSentiment;
};

/** The stories with the most copies since an instant; where there are too few, the newest single ones follow. */
export async function topStories(
  db: Db,
  { since, limit }: { readonly since: number; readonly limit: number },
): Promise<readonly TopStory[]> {
  const stories = db
    .selectFrom("story")
    .innerJoin("item", "item.id", "story.head_id")
    .innerJoin("source", "source.id", "item.source_id")
    .select(["story.public_id as id", "story.head_id as headId", "item.network", "source.kind"])
    .select(["item.title", "item.text", "story.copies", "story.sentiment"])
    .where("story.newest_at", ">=", since);
  const copied = await stories
    .where("story.copies", ">", sql.lit(1))
    .orderBy("story.copies", "desc")
    .orderBy("story.newest_at", "desc")
    .orderBy("story.id", "desc")
    .limit(limit)
    .execute();
  if (copied.length === limit) return copied;
  const single = await stories
    .where("story.copies", "=", 1)
    .orderBy("story.newest_at", "desc")
    .orderBy("story.id", "desc")
    .limit(limit - copied.length)
    .execute();
  return [...copied, ...single];
}

/** Replies between the desk and the public. A hold that has run out is as good as posted by hand: it waits for a person. */
export async function repliesUnderWay(
  db: Db,
  now: number,
): Promise<{ readonly waiting: number; readonly onHold: number; readonly toPost: number }> {
  const rows = await db
    .selectFrom("reply")
    .select((eb) => ["state", eb("hold_until", ">", now).as("holds"), eb.fn.countAll<number>().as("n")])
    .where("state", "in", statesUnderWay)
    .groupBy(["state", "holds"])
    .execute();
  const sum = (wanted: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(wanted).reduce((total, row) => total + row.n, 0);
  return {
    waiting: sum((row) => row.state === "submitted"),
    onHold: sum((row) => row.state === "approved" && Boolean(row.holds)),
    toPost: sum((row) => row.state === "handed_over" || (row.state === "approved" && !row.holds)),
  };
}

/** Cases that were moved to a private channel: open ones, and those closed since an instant. */
export async function privateHandovers(
  db: Db,
  since: number,
): Promise<{ readonly open: number; readonly done: number }> {
  const open = await db
    .selectFrom("desk_case")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("is_private", "=", sql.lit(1 as const))
    .where("status", "<>", sql.lit("resolved" as const))
    .executeTakeFirstOrThrow();
  const done = await db
    .selectFrom("desk_case")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("status", "=", sql.lit("resolved" as const))
    .where("resolved_at", ">=", since)
    .where((eb) => eb.or([eb("is_private", "=", 1), eb("resolution", "=", "handed_private")]))
    .executeTakeFirstOrThrow();
  return { open: open.n, done: done.n };
}

/** Which watches match the mentions, by mention and then by their age. */
export async function watchesOfMentions(
  db: Db,
  mentionIds: readonly number[],
): Promise<readonly { readonly mentionId: number; readonly name: string }[]> {
  if (mentionIds.length === 0) return [];
  return db
    .selectFrom("mention_watch")
    .innerJoin("watch", "watch.id", "mention_watch.watch_id")
    .select(["mention_watch.mention_id as mentionId", "watch.name"])
    .where("mention_watch.mention_id", "in", mentionIds)
    .where("watch.removed_at", "is", null)
    .orderBy("mention_watch.mention_id")
    .orderBy("mention_watch.watch_id")
    .limit(100)
    .execute();
}

/** Mentions, or stories, of some watches in the slots from `from` to `to`, both included. */
export async function slotsOfWatches(
  db: Db,
  { watchRowIds, from, to, counted }: SlotsOfWatches,
): Promise<ReadonlyMap<number, number>> {
  if (watchRowIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("slot_watch")
    .select((eb) => ["watch_id", eb.fn.sum<number>(counted).as("count")])
    .where("slot", ">=", from)
    .where("slot", "<=", to)
    .where("watch_id", "in", watchRowIds)
    .groupBy("watch_id")
    .execute();
  return new Map(rows.map((row) => [row.watch_id, row.count]));
}

type SlotsOfWatches = {
  readonly watchRowIds: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly counted: "mentions" | "stories";
};
