import { sql } from "kysely";
import type { Bucket, SentimentSlot } from "../../contract/values.ts";
import type { Network } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";
import { countedOf, writeCounts } from "./slot.ts";

/** A copy with what splitting and joining stories needs to know of it. `id` may leave the database. */
export type Member = {
  readonly rowId: number;
  readonly id: string;
  readonly storyRowId: number;
  readonly bucket: Bucket;
  readonly slot: SentimentSlot;
  readonly isFirst: boolean;
  readonly publishedAt: number;
  readonly firstSeenAt: number;
  readonly author: string | null;
  readonly handle: string | null;
  readonly network: Network;
};

/** The copies of stories, oldest arrival first; at most `limit`. */
export async function membersOf(
  db: Db,
  { storyRowIds, limit }: { readonly storyRowIds: readonly number[]; readonly limit: number },
): Promise<readonly Member[]> {
  const rows = await db
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .select(["mention.id", "mention.story_id", "mention.bucket", "mention.slot_sentiment", "mention.is_first"])
    .select(["item.public_id", "item.published_at", "item.first_seen_at", "item.author", "item.handle", "item.network"])
    .where("mention.story_id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(storyRowIds)}))`)
    .orderBy("mention.id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    rowId: row.id,
    id: row.public_id,
    storyRowId: row.story_id,
    bucket: row.bucket,
    slot: row.slot_sentiment,
    isFirst: row.is_first === 1,
    publishedAt: row.published_at,
    firstSeenAt: row.first_seen_at,
    author: row.author,
    handle: row.handle,
    network: row.network,
  }));
}

/** Where a copy belongs, and whether its story counts at it. */
export type Placement = {
  readonly rowId: number;
  readonly storyRowId: number;
  readonly bucket: Bucket;
  readonly isFirst: boolean;
};

/** Puts copies into stories and moves what counts them. Their memberships are `leaveStories` and `enterStories`. */
export async function placeMembers(trx: Trx, placements: readonly Placement[]): Promise<void> {
  if (placements.length === 0) return;
  const ids = placements.map(({ rowId }) => rowId);
  const before = await countedOf(trx, ids);
  await sql`
    UPDATE mention
    SET story_id = new.story_id, bucket = new.bucket, is_first = new.is_first
    FROM (
      SELECT value ->> 'rowId' AS row_id, value ->> 'storyRowId' AS story_id, value ->> 'bucket' AS bucket, value ->> 'isFirst' AS is_first
      FROM json_each(${JSON.stringify(placements)})
    ) AS new
    WHERE mention.id = new.row_id`.execute(trx);
  const after = await countedOf(trx, ids);
  await writeCounts(trx, [
    ...[...before.values()].map((counted) => ({ counted, by: -1 as const })),
    ...[...after.values()].map((counted) => ({ counted, by: 1 as const })),
  ]);
}

export type Membership = { readonly rowId: number; readonly storyRowId: number };

/** Remembers that copies left their stories: what a person took apart stays apart. */
export async function leaveStories(trx: Trx, memberships: readonly Membership[], at: number): Promise<void> {
  await sql`
    UPDATE story_member
    SET left_at = ${at}
    FROM (${pairs(memberships)}) AS new
    WHERE story_member.story_id = new.story_id AND story_member.mention_id = new.mention_id`.execute(trx);
}

/** Writes that copies came into stories by hand, also where they had been before. */
export async function enterStories(trx: Trx, memberships: readonly Membership[], at: number): Promise<void> {
  await sql`
    INSERT INTO story_member (story_id, mention_id, joined_at, reason)
    SELECT story_id, mention_id, ${at}, 'by_hand'
    FROM (${pairs(memberships)})
    WHERE true
    ON CONFLICT (story_id, mention_id) DO UPDATE
    SET joined_at = excluded.joined_at, reason = excluded.reason, left_at = NULL`.execute(trx);
}

/** Takes back that copies came into stories, and that they had left the ones they came from. */
export async function forgetMoves(
  trx: Trx,
  { entered, left }: { readonly entered: readonly Membership[]; readonly left: readonly Membership[] },
): Promise<void> {
  await sql`
    DELETE FROM story_member
    WHERE (story_id, mention_id) IN (SELECT story_id, mention_id FROM (${pairs(entered)}))`.execute(trx);
  await sql`
    UPDATE story_member
    SET left_at = NULL
    WHERE (story_id, mention_id) IN (SELECT story_id, mention_id FROM (${pairs(left)}))`.execute(trx);
}

function pairs(memberships: readonly Membership[]) {
  return sql`
    SELECT value ->> 'storyRowId' AS story_id, value ->> 'rowId' AS mention_id
    FROM json_each(${JSON.stringify(memberships)})`;
}

/** Which of these copies a person has put into a story or taken out of one. */
export async function placedByHand(db: Db, mentionRowIds: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom("story_member")
    .select("mention_id")
    .where("mention_id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(mentionRowIds)}))`)
    .where((eb) => eb.or([eb("left_at", "is not", null), eb("reason", "=", "by_hand")]))
    .execute();
  return new Set(rows.map((row) => row.mention_id));
}

/** Whether a copy was in a story and was taken out of it. */
export async function hasLeftStory(
  db: Db,
  { storyRowId, mentionRowId }: { readonly storyRowId: number; readonly mentionRowId: number },
): Promise<boolean> {
  const row = await db
    .selectFrom("story_member")
    .select("mention_id")
    .where("story_id", "=", storyRowId)
    .where("mention_id", "=", mentionRowId)
    .where("left_at", "is not", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether a copy came into a story by itself after a moment, and is still there. */
export async function hasJoinedSince(db: Db, storyRowId: number, at: number): Promise<boolean> {
  const row = await db
    .selectFrom("story_member")
    .select("mention_id")
    .where("story_id", "=", storyRowId)
    .where("joined_at", ">", at)
    .where("reason", "<>", "by_hand")
    .where("left_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Says that a copy of a story is an answer to us. */
export async function markAnswer(
  trx: Trx,
  { storyRowId, mentionRowId }: { readonly storyRowId: number; readonly mentionRowId: number },
): Promise<void> {
  await trx
    .updateTable("story_member")
    .set({ answers: 1 })
    .where("story_id", "=", storyRowId)
    .where("mention_id", "=", mentionRowId)
    .execute();
}
