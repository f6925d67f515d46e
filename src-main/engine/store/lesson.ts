import { sql } from "kysely";
import type { LearnedKind } from "../../contract/methods/learning.ts";
import { insertRows } from "./insert-rows.ts";
import { isLive } from "./live-lesson.ts";
import type { Db, Trx } from "./open.ts";

/** What a person said of a version of an item. `was` and `said` are sentiments or buckets, as the kind has it. */
export type NewLesson = {
  readonly id: string;
  readonly kind: LearnedKind;
  readonly itemRowId: number;
  readonly itemVersion: number;
  /** Names that were masked then. */
  readonly names: readonly string[];
  readonly was: string;
  readonly said: string;
  readonly at: number;
  readonly byRowId: number | null;
  readonly batchId: string;
};

/** Older ones are learned from no more: what a desk said long ago is not what it says now. */
export const mostLessons = 5000;

/** Keeps what was said, and of each kind only the newest 5,000. */
export async function insertLessons(trx: Trx, lessons: readonly NewLesson[]): Promise<void> {
  await insertRows(
    trx,
    "lesson",
    lessons.map((lesson) => ({
      public_id: lesson.id,
      kind: lesson.kind,
      item_id: lesson.itemRowId,
      item_version: lesson.itemVersion,
      names: JSON.stringify(lesson.names),
      was: lesson.was,
      said: lesson.said,
      at: lesson.at,
      by_id: lesson.byRowId,
      batch_id: lesson.batchId,
    })),
  );
  for (const kind of new Set(lessons.map((lesson) => lesson.kind)))
    await sql`
      DELETE FROM lesson
      WHERE kind = ${kind} AND id <= (
        SELECT id FROM lesson WHERE kind = ${kind} ORDER BY id DESC LIMIT 1 OFFSET ${mostLessons}
      )`.execute(trx);
}

/** Forgets what an act taught, because the act was undone. */
export async function withdrawLessons(
  trx: Trx,
  { batchId, at }: { readonly batchId: string; readonly at: number },
): Promise<void> {
  await trx
    .updateTable("lesson")
    .set({ withdrawn_at: at })
    .where("batch_id", "=", batchId)
    .where("withdrawn_at", "is", null)
    .execute();
}

/** Leaves a lesson out of learning or takes it in again; null when it is not there. */
export async function setForgotten(
  trx: Trx,
  { id, at }: { readonly id: string; readonly at: number | null },
): Promise<{ readonly storyId: string | null; readonly kind: LearnedKind } | null> {
  const row = await trx
    .selectFrom("lesson")
    .leftJoin("mention", "mention.id", "lesson.item_id")
    .leftJoin("story", "story.id", "mention.story_id")
    .select(["lesson.id", "lesson.kind", "story.public_id as story_id"])
    .where("lesson.public_id", "=", id)
    .executeTakeFirst();
  if (!row) return null;
  await trx.updateTable("lesson").set({ forgotten_at: at }).where("id", "=", row.id).execute();
  return { storyId: row.story_id, kind: row.kind };
}

/** The version and the first mention of stories: what a verdict on them is about. */
export async function headsOfStories(
  db: Db,
  storyRowIds: readonly number[],
): Promise<ReadonlyMap<number, { readonly itemRowId: number; readonly itemVersion: number; readonly slot: string }>> {
  const rows = await db
    .selectFrom("story")
    .innerJoin("item", "item.id", "story.head_id")
    .leftJoin("mention", "mention.id", "item.id")
    .select(["story.id as story_id", "item.id as item_id", "item.version", "mention.slot_sentiment"])
    .where("story.id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(storyRowIds)}))`)
    .orderBy("story.id")
    .limit(1000)
    .execute();
  return new Map(
    rows.map((row) => [
      row.story_id,
      { itemRowId: row.item_id, itemVersion: row.version, slot: row.slot_sentiment ?? "unsure" },
    ]),
  );
}

/** Which lessons there are, as one word that changes whenever they do; how many changed since, and when last. */
export async function lessonTally(
  db: Db,
  { kind, since }: { readonly kind: LearnedKind; readonly since: number },
): Promise<{ readonly marker: string; readonly fresh: number; readonly changedAt: number }> {
  const { rows } = await sql<{ all_count: number; newest: number; out: number; fresh: number; changed_at: number }>`
    SELECT count(*) AS all_count, coalesce(max(id), 0) AS newest,
      count(*) FILTER (WHERE withdrawn_at IS NOT NULL OR forgotten_at IS NOT NULL) AS out,
      count(*) FILTER (WHERE max(at, coalesce(withdrawn_at, 0), coalesce(forgotten_at, 0)) > ${since}) AS fresh,
      coalesce(max(max(at, coalesce(withdrawn_at, 0), coalesce(forgotten_at, 0))), 0) AS changed_at
    FROM lesson
    WHERE kind = ${kind}`.execute(db);
  const row = rows[0] ?? { all_count: 0, newest: 0, out: 0, fresh: 0, changed_at: 0 };
  return {
    marker: row.all_count === 0 ? "" : `${row.all_count} ${row.newest} ${row.out}`,
    fresh: row.fresh,
    changedAt: row.changed_at,
  };
}

/** How many lessons of a kind count, as liveLessons has them; without those that say nothing to learn. */
export async function countLive(db: Db, kind: LearnedKind): Promise<number> {
  const silent =
    kind === "routing" ? sql`lesson.said = 'unsorted'` : sql`(item.lang IS NOT NULL AND item.lang != 'en')`;
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count
    FROM lesson
    JOIN item ON item.id = lesson.item_id
    WHERE lesson.kind = ${kind} AND ${isLive} AND NOT ${silent}`.execute(db);
  return rows[0]?.count ?? 0;
}
