import { sql } from "kysely";
import type { Trx } from "./open.ts";

/** The newest links of a story are kept: a wave of a thousand copies must not link each with each. */
const mostLinks = 40;

export type SimilarLink = { readonly storyRowId: number; readonly otherRowId: number; readonly likeness: number };

/** Remembers in both directions that stories say nearly the same and stay apart. */
export async function linkSimilar(trx: Trx, links: readonly SimilarLink[], at: number): Promise<void> {
  if (links.length === 0) return;
  const both = links.flatMap(({ storyRowId, otherRowId, likeness }) => [
    [storyRowId, otherRowId, likeness],
    [otherRowId, storyRowId, likeness],
  ]);
  await sql`
    INSERT INTO story_similar (story_id, other_id, likeness, seen_at)
    SELECT value ->> 0, value ->> 1, value ->> 2, ${at}
    FROM json_each(${JSON.stringify(both)})
    WHERE true
    ON CONFLICT (story_id, other_id) DO UPDATE
    SET likeness = max(likeness, excluded.likeness)`.execute(trx);
  const touched = JSON.stringify([...new Set(both.map(([story]) => story))]);
  await sql`
    DELETE FROM story_similar
    WHERE (story_id, other_id) IN (
      SELECT story_id, other_id
      FROM (
        SELECT story_id, other_id, row_number() OVER (PARTITION BY story_id ORDER BY seen_at DESC, other_id DESC) AS place
        FROM story_similar
        WHERE story_id IN (SELECT value FROM json_each(${touched}))
      )
      WHERE place > ${mostLinks})`.execute(trx);
}
