import { sql } from "kysely";
import type { SimilarStory, StoryCopy } from "../../contract/methods/stories.ts";
import type { Span } from "../../contract/values.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import { marksOf } from "./mark.ts";
import type { Db } from "./open.ts";

const mostCopies = 200;
const mostSimilar = 20;

export type StoryOfCopies = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly copies: number;
};

export async function storyOfCopies(db: Db, id: string): Promise<StoryOfCopies | null> {
  const row = await db
    .selectFrom("story")
    .select(["id", "public_id", "version", "copies"])
    .where("public_id", "=", id)
    .executeTakeFirst();
  return row ? { rowId: row.id, id: row.public_id, version: row.version, copies: row.copies } : null;
}

/** The copies of a story, newest first, at most 200. */
export async function copiesOf(db: Db, storyRowId: number): Promise<readonly StoryCopy[]> {
  const rows = await db
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .innerJoin("source", "source.id", "item.source_id")
    .innerJoin("story", "story.id", "mention.story_id")
    .innerJoin("story_member", (join) =>
      join.onRef("story_member.story_id", "=", "story.id").onRef("story_member.mention_id", "=", "mention.id"),
    )
    .select(["item.id", "item.public_id", "item.network", "item.author", "item.handle", "item.title", "item.text"])
    .select(["item.url", "item.published_at", "item.first_seen_at", "source.name as source", "story.head_id"])
    .select(["story_member.reason", "story_member.answers", "story_member.joined_at"])
    .where("mention.story_id", "=", storyRowId)
    .orderBy("item.published_at", "desc")
    .orderBy("item.id", "desc")
    .limit(mostCopies)
    .execute();
  const marks = await marksOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    ...saidBy(row, marks.get(row.id) ?? []),
    id: row.public_id,
    url: row.url,
    firstSeenAt: row.first_seen_at,
    joined: row.answers === 1 ? "answer" : row.reason,
    isHead: row.id === row.head_id,
    joinedAt: row.joined_at,
  }));
}

/** Stories that say nearly the same and stay apart, newest first, at most 20. */
export async function similarStories(db: Db, storyRowId: number): Promise<readonly SimilarStory[]> {
  const rows = await db
    .selectFrom("story_similar")
    .innerJoin("story", "story.id", "story_similar.other_id")
    .innerJoin("item", "item.id", "story.head_id")
    .innerJoin("source", "source.id", "item.source_id")
    .leftJoin("desk_case", "desk_case.story_id", "story.id")
    .select([
      "story.public_id as story_id",
      "story.version",
      "story.bucket",
      "desk_case.public_id as case_id",
      "story_similar.likeness",
    ])
    .select(["item.id", "item.network", "item.author", "item.handle", "item.title", "item.text", "item.published_at"])
    .select(["source.name as source"])
    .where("story_similar.story_id", "=", storyRowId)
    // A story that was put into another one is there no more.
    .where("story.copies", ">", 0)
    .where("story_similar.other_id", "<>", sql<number>`${storyRowId}`)
    .orderBy("item.published_at", "desc")
    .orderBy("item.id", "desc")
    .limit(mostSimilar)
    .execute();
  const marks = await marksOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    ...saidBy(row, marks.get(row.id) ?? []),
    storyId: row.story_id,
    version: row.version,
    caseId: row.case_id,
    bucket: row.bucket,
    likeness: row.likeness,
  }));
}

type SaidRow = Pick<StoryCopy, "source" | "network" | "author" | "handle" | "title"> & {
  readonly text: string;
  readonly published_at: number;
};

function saidBy(row: SaidRow, marks: readonly Span[]) {
  const { source, network, author, handle, title } = row;
  return {
    ...{ source, network, author, handle, title },
    excerpt: excerptOf(row.text, marks).excerpt,
    publishedAt: row.published_at,
  };
}
