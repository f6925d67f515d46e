import type { MentionShape } from "../../contract/methods/triage.ts";
import type { Said } from "../../contract/values.ts";
import { readReason } from "../../domain/cases/bucket-reason.ts";
import { watchNames } from "./mention-detail.ts";
import type { Db } from "./open.ts";

/** Says in English what the engine has as a code. */
export type Say = (said: Said) => string;

/** Mentions as exports and the command line show them, newest arrival first. At most 1,000. */
export async function mentionShapes(
  db: Db,
  { mentionRowIds, say }: { readonly mentionRowIds: readonly number[]; readonly say: Say },
): Promise<readonly MentionShape[]> {
  if (mentionRowIds.length === 0) return [];
  const rows = await db
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .innerJoin("source", "source.id", "item.source_id")
    .innerJoin("story", "story.id", "mention.story_id")
    .selectAll("item")
    .select([
      "source.name as source_name",
      "mention.bucket",
      "story.public_id as story_public_id",
      "story.copies",
      "story.reason",
    ])
    .where("mention.id", "in", [...mentionRowIds])
    .orderBy("mention.id", "desc")
    .limit(1000)
    .execute();
  const watches = await watchNames(db, mentionRowIds);
  return rows.map((row) => ({
    id: row.public_id,
    source: row.source_name,
    network: row.network,
    author: row.author,
    handle: row.handle,
    title: row.title,
    text: row.text,
    url: row.url,
    publishedAt: new Date(row.published_at).toISOString(),
    firstSeenAt: new Date(row.first_seen_at).toISOString(),
    lang: row.lang,
    bucket: row.bucket,
    reason: say(readReason(row.reason).says),
    sentiment:
      row.sentiment === null || row.score === null || row.confidence === null
        ? null
        : { label: row.sentiment, score: row.score, confidence: row.confidence },
    story: { id: row.story_public_id, copies: row.copies },
    watches: [...(watches.get(row.id) ?? [])],
  }));
}

/** The mentions that arrived last, before one of them when it is given; row ids, newest first. */
export async function newestMentions(
  db: Db,
  { limit, before }: { readonly limit: number; readonly before?: number },
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("mention")
    .select("id")
    .where("id", "<", before ?? Number.MAX_SAFE_INTEGER)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** The row of a mention by public id; null when it is not there. */
export async function mentionRow(db: Db, id: string): Promise<number | null> {
  const row = await db
    .selectFrom("item")
    .innerJoin("mention", "mention.id", "item.id")
    .select("mention.id")
    .where("item.public_id", "=", id)
    .executeTakeFirst();
  return row?.id ?? null;
}
