import { sql } from "kysely";
import { holds } from "../../domain/query/evaluate.ts";
import type { Query } from "../../domain/query/query.ts";
import { mentionTexts } from "./mention.ts";
import type { Db } from "./open.ts";
import { candidateStories } from "./search.ts";

type Asked = { readonly from: number; readonly to: number; readonly query: Query | null };

const lots = { plain: 2000, judged: 200 };

/**
 * Row ids of the mentions that were published in a period (`to` excluded) and answer a query, oldest first. Between two lots
 * other work gets its turn.
 */
export async function mentionsPublished(db: Db, { from, to, query }: Asked): Promise<readonly number[]> {
  const stories = query === null ? null : await candidateStories(db, query);
  const among = stories === null ? null : new Set(stories);
  const size = query === null ? lots.plain : lots.judged;
  const found: number[] = [];
  let [afterAt, afterId] = [from - 1, Number.MAX_SAFE_INTEGER];
  for (;;) {
    const { rows } = await sql<{ id: number; at: number; story: number }>`
      SELECT item.id, item.published_at AS at, mention.story_id AS story
      FROM item
      JOIN mention ON mention.id = item.id
      WHERE (item.published_at, item.id) > (${afterAt}, ${afterId})
        AND item.published_at < ${to}
      ORDER BY item.published_at, item.id
      LIMIT ${size}`.execute(db);
    const candidates = among === null ? rows : rows.filter(({ story }) => among.has(story));
    for (const id of await answering(db, candidates, query)) found.push(id);
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return found;
    [afterAt, afterId] = [last.at, last.id];
    await new Promise(setImmediate);
  }
}

async function answering(
  db: Db,
  rows: readonly { readonly id: number }[],
  query: Query | null,
): Promise<readonly number[]> {
  const ids = rows.map(({ id }) => id);
  if (query === null || ids.length === 0) return ids;
  const texts = await mentionTexts(db, ids);
  const held = new Set(texts.filter(({ prepared }) => holds(query.root, prepared)).map(({ id }) => id));
  return ids.filter((id) => held.has(id));
}
