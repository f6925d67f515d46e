import { sql } from "kysely";
import type { LearnedKind } from "../../contract/methods/learning.ts";
import { isLive } from "./live-lesson.ts";
import type { Db } from "./open.ts";

/** A lesson that counts, with the words that it was about. */
export type LiveLesson = {
  readonly id: string;
  readonly itemRowId: number;
  readonly said: string;
  readonly names: readonly string[];
  readonly lang: string | null;
  readonly title: string | null;
  readonly text: string;
};

/**
 * The lessons of a kind that count, oldest first: the last word on each item, neither undone nor forgotten, whose words are still there in that
 * version. At most 5,000.
 */
export async function liveLessons(db: Db, kind: LearnedKind): Promise<readonly LiveLesson[]> {
  const { rows } = await sql<{
    public_id: string;
    item_id: number;
    said: string;
    names: string;
    lang: string | null;
    title: string | null;
    text: string;
  }>`
    SELECT lesson.public_id, lesson.item_id, lesson.said, lesson.names, item.lang,
      CASE WHEN item.version = lesson.item_version THEN item.title ELSE item_version.title END AS title,
      CASE WHEN item.version = lesson.item_version THEN item.text ELSE item_version.text END AS text
    FROM lesson
    JOIN item ON item.id = lesson.item_id
    LEFT JOIN item_version ON item_version.item_id = item.id AND item_version.version = lesson.item_version
    WHERE lesson.kind = ${kind} AND ${isLive}
      AND (item.version = lesson.item_version OR item_version.text IS NOT NULL)
    ORDER BY lesson.id
    LIMIT 5000`.execute(db);
  return rows.map((row) => ({
    id: row.public_id,
    itemRowId: row.item_id,
    said: row.said,
    // Written by insertLessons only.
    names: JSON.parse(row.names) as readonly string[],
    lang: row.lang,
    title: row.title,
    text: row.text,
  }));
}
