import { sql } from "kysely";
import type { Bucket, Network, SentimentLabel, SentimentSlot, ShownSentiment, Urgency } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";

/** A story as the acts of triage need it. */
export type StoryRecord = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly bucket: Bucket;
  readonly decidedBy: "rule" | "scorer" | "person";
  readonly reason: string;
  readonly urgency: Urgency;
  readonly sentiment: ShownSentiment;
  readonly publishedAt: number;
  readonly author: string | null;
  readonly handle: string | null;
  readonly network: Network;
};

/** Stories by public id, in no order; those that are not there are left out. At most 10,000. */
export async function storiesById(db: Db, ids: readonly string[]): Promise<readonly StoryRecord[]> {
  const rows = await db
    .selectFrom("story")
    .innerJoin("item", "item.id", "story.head_id")
    .selectAll("story")
    .select(["item.published_at", "item.author", "item.handle", "item.network"])
    .where("story.public_id", "in", sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .orderBy("story.id")
    .limit(10_000)
    .execute();
  return rows.map((row) => ({
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    bucket: row.bucket,
    decidedBy: row.decided_by,
    reason: row.reason,
    urgency: row.urgency,
    sentiment: row.sentiment,
    publishedAt: row.published_at,
    author: row.author,
    handle: row.handle,
    network: row.network,
  }));
}

/** The versions of stories by public id; those that are not there are left out. */
export async function versionsOfStories(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom("story")
    .select(["public_id", "version"])
    .where("public_id", "in", sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .execute();
  return new Map(rows.map((row) => [row.public_id, row.version]));
}

/** Public ids and versions of stories by row. */
export async function namesOfStories(
  db: Db,
  rowIds: readonly number[],
): Promise<ReadonlyMap<number, { readonly id: string; readonly version: number }>> {
  const rows = await db
    .selectFrom("story")
    .select(["id", "public_id", "version"])
    .where("id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(rowIds)}))`)
    .execute();
  return new Map(rows.map((row) => [row.id, { id: row.public_id, version: row.version }]));
}

export async function bucketOfStory(db: Db, rowId: number): Promise<Bucket> {
  const { bucket } = await db.selectFrom("story").select("bucket").where("id", "=", rowId).executeTakeFirstOrThrow();
  return bucket;
}

/** Where a story stands and who said so: what a move changes. */
export type StoryPlace = Pick<StoryRecord, "bucket" | "decidedBy" | "reason">;

/** Puts stories where they belong and adds 1 to their versions. Their mentions and counts are moved by `recount`. */
export async function moveStories(
  trx: Trx,
  moves: readonly { readonly rowId: number; readonly place: StoryPlace }[],
): Promise<void> {
  const rows = JSON.stringify(moves.map(({ rowId, place }) => ({ rowId, ...place })));
  await sql`
    UPDATE story
    SET bucket = new.bucket, decided_by = new.decided_by, reason = new.reason, version = version + 1
    FROM (
      SELECT value ->> 'rowId' AS row_id, value ->> 'bucket' AS bucket, value ->> 'decidedBy' AS decided_by, value ->> 'reason' AS reason
      FROM json_each(${rows})
    ) AS new
    WHERE story.id = new.row_id`.execute(trx);
}

/** Sets what stories show as sentiment, and adds 1 to their versions. */
export async function setStorySentiments(
  trx: Trx,
  changes: readonly { readonly rowId: number; readonly sentiment: ShownSentiment }[],
): Promise<void> {
  await sql`
    UPDATE story
    SET sentiment = new.sentiment, version = version + 1
    FROM (SELECT value ->> 'rowId' AS row_id, value ->> 'sentiment' AS sentiment FROM json_each(${JSON.stringify(changes)})) AS new
    WHERE story.id = new.row_id`.execute(trx);
}

/** A mention with all that a correction of its sentiment changes. `id` may leave the database. */
export type StoryMention = {
  readonly rowId: number;
  readonly id: string;
  readonly storyRowId: number;
  readonly bucket: Bucket;
  readonly slot: SentimentSlot;
  readonly verdict: Verdict;
};

export type Verdict = {
  readonly label: SentimentLabel | null;
  readonly score: number | null;
  readonly confidence: number | null;
  /** The person who corrected it, by public id. */
  readonly correctedBy: string | null;
};

/** The mentions of stories, oldest arrival first. */
export async function mentionsOfStories(db: Db, storyRowIds: readonly number[]): Promise<readonly StoryMention[]> {
  const rows = await db
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .leftJoin("person", "person.id", "item.corrected_by")
    .select(["mention.id", "mention.story_id", "mention.bucket", "mention.slot_sentiment", "item.public_id"])
    .select(["item.sentiment", "item.score", "item.confidence", "person.public_id as corrected_by"])
    .where("mention.story_id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(storyRowIds)}))`)
    .orderBy("mention.id")
    .limit(100_000)
    .execute();
  return rows.map((row) => ({
    rowId: row.id,
    id: row.public_id,
    storyRowId: row.story_id,
    bucket: row.bucket,
    slot: row.slot_sentiment,
    verdict: { label: row.sentiment, score: row.score, confidence: row.confidence, correctedBy: row.corrected_by },
  }));
}

/** Writes verdicts onto items. Their counts are moved by `recount`. */
export async function setVerdicts(
  trx: Trx,
  changes: readonly { readonly rowId: number; readonly verdict: Verdict }[],
): Promise<void> {
  const rows = JSON.stringify(changes.map(({ rowId, verdict }) => ({ rowId, ...verdict })));
  await sql`
    UPDATE item
    SET sentiment = new.label, score = new.score, confidence = new.confidence, corrected_by = new.corrected_by
    FROM (
      SELECT value ->> 'rowId' AS row_id, value ->> 'label' AS label, value ->> 'score' AS score, value ->> 'confidence' AS confidence,
        (SELECT id FROM person WHERE public_id = value ->> 'correctedBy') AS corrected_by
      FROM json_each(${rows})
    ) AS new
    WHERE item.id = new.row_id`.execute(trx);
}
