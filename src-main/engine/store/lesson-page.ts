import { sql } from "kysely";
import type { LearnedKind, Lesson } from "../../contract/methods/learning.ts";
import type { PersonRef } from "../../contract/values.ts";
import { initialsOf } from "../../domain/people.ts";
import { isReplaced } from "./live-lesson.ts";
import type { Db } from "./open.ts";

const excerptLength = 160;

type Row = {
  readonly public_id: string;
  readonly story_id: string | null;
  readonly was: string;
  readonly said: string;
  readonly at: number;
  readonly by_id: string | null;
  readonly by_name: string | null;
  readonly withdrawn_at: number | null;
  readonly forgotten_at: number | null;
  readonly lang: string | null;
  readonly excerpt: string;
  readonly is_replaced: 0 | 1;
};

const columns = sql`
  lesson.public_id, story.public_id AS story_id, lesson.was, lesson.said, lesson.at, person.public_id AS by_id, person.name AS by_name,
  lesson.withdrawn_at, lesson.forgotten_at, item.lang, substr(coalesce(item.title, item.text), 1, ${sql.lit(excerptLength)}) AS excerpt,
  ${isReplaced} AS is_replaced`;

const joined = sql`
  FROM lesson
  JOIN item ON item.id = lesson.item_id
  LEFT JOIN mention ON mention.id = item.id
  LEFT JOIN story ON story.id = mention.story_id
  LEFT JOIN person ON person.id = lesson.by_id`;

/** Lessons of a kind, newest first, before one of them; one more than `limit` says that there are more. */
export async function lessonPage(
  db: Db,
  { kind, before, limit }: { readonly kind: LearnedKind; readonly before: string | null; readonly limit: number },
): Promise<readonly Lesson[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} ${joined}
    WHERE lesson.kind = ${kind} AND lesson.id < coalesce((SELECT id FROM lesson WHERE public_id = ${before}), 9e15)
    ORDER BY lesson.id DESC
    LIMIT ${limit}`.execute(db);
  return rows.map((row) => toLesson(row, kind));
}

/** Lessons by their ids, for those who judged them. */
export async function lessonsById(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Lesson>> {
  const { rows } = await sql<Row & { readonly kind: LearnedKind }>`
    SELECT lesson.kind, ${columns} ${joined}
    WHERE lesson.public_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
    ORDER BY lesson.id
    LIMIT 1000`.execute(db);
  return new Map(rows.map((row) => [row.public_id, toLesson(row, row.kind)]));
}

/** The last word of a person on an item that was not undone; null where nobody said anything. */
export async function lastLesson(
  db: Db,
  { kind, itemRowId }: { readonly kind: LearnedKind; readonly itemRowId: number },
): Promise<Lesson | null> {
  const { rows } = await sql<Row>`
    SELECT ${columns} ${joined}
    WHERE lesson.item_id = ${itemRowId} AND lesson.kind = ${kind} AND lesson.withdrawn_at IS NULL
    ORDER BY lesson.id DESC
    LIMIT 1`.execute(db);
  return rows[0] ? toLesson(rows[0], kind) : null;
}

/** How often people took a story from one bucket to another, most first. */
export async function movesCounted(
  db: Db,
): Promise<readonly { readonly from: string; readonly to: string; readonly count: number }[]> {
  const rows = await db
    .selectFrom("lesson")
    .select((eb) => ["was", "said", eb.fn.countAll<number>().as("count")])
    .where("kind", "=", "routing")
    .where("withdrawn_at", "is", null)
    .whereRef("was", "!=", "said")
    .groupBy(["was", "said"])
    .orderBy("count", "desc")
    .orderBy("was")
    .orderBy("said")
    .limit(16)
    .execute();
  return rows.map(({ was, said, count }) => ({ from: was, to: said, count }));
}

function toLesson(row: Row, kind: LearnedKind): Lesson {
  return {
    id: row.public_id,
    storyId: row.story_id,
    excerpt: row.excerpt,
    was: row.was,
    said: row.said,
    by: personOf(row),
    at: row.at,
    state: stateOf(row, kind),
  };
}

function personOf({ by_id: id, by_name: name }: Row): PersonRef | null {
  return id === null || name === null ? null : { id, name, initials: initialsOf(name) };
}

function stateOf(row: Row, kind: LearnedKind): Lesson["state"] {
  if (row.withdrawn_at !== null) return "undone";
  if (row.is_replaced === 1) return "replaced";
  if (row.forgotten_at !== null) return "forgotten";
  const isSilent = kind === "routing" ? row.said === "unsorted" : row.lang !== null && row.lang !== "en";
  return isSilent ? "silent" : "learned";
}
