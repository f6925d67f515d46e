import { sql } from "kysely";
import type { Trx } from "./open.ts";

// Only SQLite has these: pragmas, the search index's own check, full joins over counts.

/** What SQLite itself finds broken, at most ten lines. */
export async function integrityFaults(trx: Trx): Promise<readonly string[]> {
  const { rows } = await sql<{ integrity_check: string }>`PRAGMA integrity_check(10)`.execute(trx);
  return rows.map((row) => row.integrity_check).filter((line) => line !== "ok");
}

/** Rows that name a row which is not there, by table. */
export async function brokenReferences(
  trx: Trx,
): Promise<readonly { readonly table: string; readonly rows: number }[]> {
  const { rows } = await sql<{ table: string; n: number }>`
    SELECT "table", count(*) AS n
    FROM pragma_foreign_key_check
    GROUP BY "table"
    ORDER BY "table"
    LIMIT 100`.execute(trx);
  return rows.map((row) => ({ table: row.table, rows: row.n }));
}

/** Cells of the three count tables that say something else than the mentions they count, and watches that say something else than their cells. */
export async function wrongCounts(
  trx: Trx,
): Promise<Readonly<Record<"slot_bucket" | "slot_source" | "slot_watch" | "watch", number>>> {
  const byBucket = await sql<{ n: number }>`
    WITH counted AS (
      SELECT slot, bucket, slot_sentiment AS sentiment, count(*) AS mentions, sum(is_first) AS stories
      FROM mention
      GROUP BY slot, bucket, slot_sentiment
    )
    SELECT count(*) AS n
    FROM counted
    FULL JOIN slot_bucket AS kept USING (slot, bucket, sentiment)
    WHERE ${isWrong}`.execute(trx);
  const bySource = await sql<{ n: number }>`
    WITH counted AS (
      SELECT slot, source_id, count(*) AS mentions, sum(is_first) AS stories
      FROM mention
      JOIN item ON item.id = mention.id
      GROUP BY slot, source_id
    )
    SELECT count(*) AS n
    FROM counted
    FULL JOIN slot_source AS kept USING (slot, source_id)
    WHERE ${isWrong}`.execute(trx);
  const byWatch = await sql<{ n: number }>`
    WITH counted AS (
      SELECT slot, watch_id, count(*) AS mentions, sum(is_first) AS stories
      FROM mention
      JOIN mention_watch ON mention_watch.mention_id = mention.id
      GROUP BY slot, watch_id
    )
    SELECT count(*) AS n
    FROM counted
    FULL JOIN slot_watch AS kept USING (slot, watch_id)
    WHERE ${isWrong}`.execute(trx);
  const ofWatches = await sql<{ n: number }>`
    SELECT count(*) AS n
    FROM watch
    WHERE mentions <> (SELECT coalesce(sum(slot_watch.mentions), 0) FROM slot_watch WHERE watch_id = watch.id)`.execute(
    trx,
  );
  return {
    slot_bucket: byBucket.rows[0]?.n ?? 0,
    slot_source: bySource.rows[0]?.n ?? 0,
    slot_watch: byWatch.rows[0]?.n ?? 0,
    watch: ofWatches.rows[0]?.n ?? 0,
  };
}

// What was purged stays in the counts; how many stories of those there were is not kept.
const isWrong = sql`
  coalesce(counted.mentions, 0) <> coalesce(kept.mentions - kept.purged, 0)
  OR (coalesce(kept.purged, 0) = 0 AND coalesce(counted.stories, 0) <> coalesce(kept.stories, 0))`;

/** Whether the search index says the same as the mentions. SQLite reports a difference as a corrupt table. */
export async function isSearchIndexWhole(trx: Trx): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    SELECT (SELECT count(*) FROM mention) - (SELECT count(*) FROM mention_fts_docsize) AS n`.execute(trx);
  if (rows[0]?.n !== 0) return false;
  try {
    await sql`INSERT INTO mention_fts (mention_fts, rank) VALUES ('integrity-check', 1)`.execute(trx);
    return true;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && String(cause.code).startsWith("SQLITE_CORRUPT")) return false;
    throw cause;
  }
}

/** Rows that no foreign key would miss: stories without a mention, mentions that are no member of their story, cases without their cycle. */
export async function orphanRows(trx: Trx): Promise<Readonly<Record<"story" | "mention" | "desk_case", number>>> {
  const { rows } = await sql<{ story: number; mention: number; desk_case: number }>`
    SELECT
      (
        -- A case that ended with its last mention keeps its story, and so does one that was put into another by hand.
        SELECT count(*)
        FROM story
        WHERE NOT EXISTS (SELECT 1 FROM mention WHERE mention.story_id = story.id)
          AND NOT EXISTS (SELECT 1 FROM desk_case WHERE desk_case.story_id = story.id)
          AND NOT EXISTS (SELECT 1 FROM story_member WHERE story_member.story_id = story.id)
      ) AS story,
      (
        SELECT count(*)
        FROM mention
        LEFT JOIN story_member AS member ON member.story_id = mention.story_id AND member.mention_id = mention.id
        WHERE member.story_id IS NULL OR member.left_at IS NOT NULL
      ) AS mention,
      (
        SELECT count(*)
        FROM desk_case
        LEFT JOIN case_cycle ON case_cycle.case_id = desk_case.id AND case_cycle.cycle = desk_case.cycle
        WHERE case_cycle.case_id IS NULL
      ) AS desk_case`.execute(trx);
  const [row] = rows;
  return { story: row?.story ?? 0, mention: row?.mention ?? 0, desk_case: row?.desk_case ?? 0 };
}
