import { sql } from "kysely";
import { asksOnlyWords } from "../../domain/query/asks-only-words.ts";
import { holds, prepareMention } from "../../domain/query/evaluate.ts";
import { indexFilter } from "../../domain/query/index-filter.ts";
import type { Query } from "../../domain/query/query.ts";
import { mentionTexts } from "./mention.ts";
import type { MentionText } from "./mention.ts";
import type { Db, Trx } from "./open.ts";

// Not by trigger: a trigger makes FTS5 write its buffers after every row (measured: 2.4 times the cost of one SELECT a batch).

/** Puts a batch of mentions into the search index at once. They must not be in it. */
export async function indexMentions(trx: Trx, mentionIds: readonly number[]): Promise<void> {
  if (mentionIds.length === 0) return;
  await sql`
    INSERT INTO mention_fts (rowid, title, text, author, spellings)
    SELECT id, title, text, author, spellings
    FROM mention_text
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(mentionIds)}))`.execute(trx);
}

/** Takes mentions out of the search index. Before their words change or their rows go: the index is told the old words. */
export async function unindexMentions(trx: Trx, mentionIds: readonly number[]): Promise<void> {
  if (mentionIds.length === 0) return;
  await sql`
    INSERT INTO mention_fts (mention_fts, rowid, title, text, author, spellings)
    SELECT 'delete', id, title, text, author, spellings
    FROM mention_text
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(mentionIds)}))`.execute(trx);
}

export type SearchPage = {
  readonly limit: number;
  /** Only mentions with a smaller row id: the last one of the page before. */
  readonly before?: number;
};

/** Candidates judged at a time, once the first few (most often all of them answer) were not enough; between two lots other work gets its turn. */
const mostAtOnce = 200;

/** Row ids of the mentions that answer a query, newest arrival first. The index narrows, the query itself decides. */
export async function searchMentionIds(
  db: Db,
  query: Query,
  { limit, before }: SearchPage,
): Promise<readonly number[]> {
  const nextLot = lotsOf(db, query);
  const found: number[] = [];
  let last = before ?? Number.MAX_SAFE_INTEGER;
  for (let lot = Math.min(limit, mostAtOnce); ; lot = mostAtOnce) {
    const texts = await nextLot({ before: last, lot });
    for (const { id, prepared } of texts) {
      if (!holds(query.root, prepared)) continue;
      found.push(id);
      if (found.length === limit) return found;
    }
    const end = texts.at(-1);
    if (end === undefined || texts.length < lot) return found;
    last = end.id;
    await new Promise(setImmediate);
  }
}

/** Candidates of a query with what it looks at, newest first. Most queries are words, and only words are read for them. */
function lotsOf(db: Db, query: Query): (page: Lot) => Promise<readonly MentionText[]> {
  const filter = indexFilter(query);
  if (filter === null) return async (page) => mentionTexts(db, await newestIds(db, page));
  if (asksOnlyWords(query)) return (page) => indexedWords(db, filter, page);
  return async (page) => mentionTexts(db, await indexedIds(db, filter, page));
}

const mostCandidates = 5000;

/** Rows of all stories that the words of a query can be in; null where the index cannot say, and where they are very many. */
export async function candidateStories(db: Db, query: Query): Promise<readonly number[] | null> {
  const filter = indexFilter(query);
  if (filter === null) return null;
  const { rows } = await sql<{ id: number }>`
    SELECT mention.story_id AS id
    FROM (SELECT rowid FROM mention_fts WHERE mention_fts MATCH ${filter} LIMIT ${mostCandidates + 1}) AS hit
    JOIN mention ON mention.id = hit.rowid`.execute(db);
  return rows.length > mostCandidates ? null : [...new Set(rows.map((row) => row.id))];
}

type Lot = { readonly before: number; readonly lot: number };

// Ordered by row id, which is the order of arrival: ordering by date or rank would visit every hit first.
async function indexedIds(db: Db, filter: string, { before, lot }: Lot): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT rowid AS id
    FROM mention_fts
    WHERE mention_fts MATCH ${filter} AND rowid < ${before}
    ORDER BY rowid DESC
    LIMIT ${lot}`.execute(db);
  return rows.map((row) => row.id);
}

async function indexedWords(db: Db, filter: string, { before, lot }: Lot): Promise<readonly MentionText[]> {
  const { rows } = await sql<{ id: number; title: string | null; text: string }>`
    SELECT item.id, item.title, item.text
    FROM (SELECT rowid AS id FROM mention_fts
      WHERE mention_fts MATCH ${filter} AND rowid < ${before} ORDER BY rowid DESC LIMIT ${lot}) AS hit
    JOIN item ON item.id = hit.id
    ORDER BY hit.id DESC`.execute(db);
  return rows.map(({ id, title, text }) => ({ id, prepared: prepareMention({ title, text }) }));
}

async function newestIds(db: Db, { before, lot }: Lot): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("mention")
    .select("id")
    .where("id", "<", before)
    .orderBy("id", "desc")
    .limit(lot)
    .execute();
  return rows.map((row) => row.id);
}
