import { sql } from "kysely";
import { prepareMention } from "../../domain/query/evaluate.ts";
import type { MentionFields, PreparedMention } from "../../domain/query/evaluate.ts";
import type { JoinReason } from "../../contract/methods/stories.ts";
import type { Bucket, SentimentSlot } from "../../contract/values.ts";
import type { Span } from "../../domain/query/spans.ts";
import { insertRows } from "./insert-rows.ts";
import type { Db, Trx } from "./open.ts";

/** The fields of a mention that a query sees; author and handle are one field. */
export type TextFields = {
  readonly title: string | null;
  readonly text: string;
  readonly author: string | null;
  readonly handle: string | null;
  readonly url: string | null;
  readonly lang: string | null;
  readonly network: string;
  readonly source: string;
};

/** What a query sees of an item; without a sentiment, which must not decide what is a mention. */
export function queryFields(fields: TextFields): MentionFields {
  const { title, text, url, lang, network, source } = fields;
  return { title, text, author: namesOf(fields), url, lang, network, source };
}

function namesOf({ author, handle }: TextFields): string | null {
  if (handle === null) return author;
  // "@ann@host" is a word of its own; whoever asks for `author:ann` means it too.
  const names = [author, handle, /^@([^@]+)@/.exec(handle)?.[1]].filter((name) => name != null);
  return [...new Set(names)].join(" ") || null;
}

export type MentionText = { readonly id: number; readonly prepared: PreparedMention };

/** The words of mentions, ready to be matched, newest arrival first. */
export async function mentionTexts(db: Db, mentionIds: readonly number[]): Promise<readonly MentionText[]> {
  if (mentionIds.length === 0) return [];
  const rows = await db
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .innerJoin("source", "source.id", "item.source_id")
    .select([
      "item.id",
      "item.title",
      "item.text",
      "item.author",
      "item.handle",
      "item.url",
      "item.lang",
      "item.network",
    ])
    .select(["mention.slot_sentiment", "source.name as source"])
    .where("mention.id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(mentionIds)}))`)
    .orderBy("mention.id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    prepared: prepareMention({ ...queryFields(row), sentiment: row.slot_sentiment }),
  }));
}

export type WatchHit = { readonly watchId: number; readonly spans: readonly Span[] };

export type NewMention = {
  readonly rowId: number;
  readonly storyRowId: number;
  readonly bucket: Bucket;
  readonly slot: number;
  readonly sentiment: SentimentSlot;
  readonly isFirst: boolean;
  readonly joinedAt: number;
  readonly joinReason: Exclude<JoinReason, "by_hand">;
  readonly hits: readonly WatchHit[];
};

/** Makes items count: the mention, its place in a story and the watches it matches. */
export async function insertMentions(trx: Trx, mentions: readonly NewMention[]): Promise<void> {
  const rows = mentions.map((mention) => ({
    id: mention.rowId,
    story_id: mention.storyRowId,
    bucket: mention.bucket,
    slot: mention.slot,
    slot_sentiment: mention.sentiment,
    is_first: mention.isFirst ? (1 as const) : (0 as const),
  }));
  const members = mentions.map((mention) => ({
    story_id: mention.storyRowId,
    mention_id: mention.rowId,
    joined_at: mention.joinedAt,
    // What answers us names our post: to the table that is a link.
    reason: mention.joinReason === "answer" ? ("same_link" as const) : mention.joinReason,
    answers: mention.joinReason === "answer" ? (1 as const) : (0 as const),
  }));
  await insertRows(trx, "mention", rows);
  await insertRows(trx, "story_member", members);
  await insertHits(trx, mentions);
}

async function insertHits(trx: Trx, mentions: readonly Pick<NewMention, "rowId" | "hits">[]): Promise<void> {
  const rows = mentions.flatMap(({ rowId, hits }) =>
    hits.map(({ watchId, spans }) => ({ mention_id: rowId, watch_id: watchId, spans: JSON.stringify(spans) })),
  );
  await insertRows(trx, "mention_watch", rows);
}

/** Replaces the watches that mentions match, and where. */
export async function saveHits(trx: Trx, mentions: readonly Pick<NewMention, "rowId" | "hits">[]): Promise<void> {
  if (mentions.length === 0) return;
  const list = sql<number>`(SELECT value FROM json_each(${JSON.stringify(mentions.map((mention) => mention.rowId))}))`;
  await trx.deleteFrom("mention_watch").where("mention_id", "in", list).execute();
  await insertHits(trx, mentions);
}

export type MentionState = {
  readonly rowId: number;
  readonly storyRowId: number;
  readonly sentiment: SentimentSlot;
  readonly isFirst: boolean;
  /** Watch row id to the stored spans, as JSON. */
  readonly hits: ReadonlyMap<number, string>;
};

/** Which of these items are mentions, and by which watches. */
export async function mentionStates(db: Db, rowIds: readonly number[]): Promise<ReadonlyMap<number, MentionState>> {
  const list = sql<number>`(SELECT value FROM json_each(${JSON.stringify(rowIds)}))`;
  const rows = await db
    .selectFrom("mention")
    .select(["id", "story_id", "slot_sentiment", "is_first"])
    .where("id", "in", list)
    .execute();
  const hits = await db
    .selectFrom("mention_watch")
    .select(["mention_id", "watch_id", "spans"])
    .where("mention_id", "in", list)
    .execute();
  const hitsOf = Map.groupBy(hits, (hit) => hit.mention_id);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        rowId: row.id,
        storyRowId: row.story_id,
        sentiment: row.slot_sentiment,
        isFirst: row.is_first === 1,
        hits: new Map((hitsOf.get(row.id) ?? []).map((hit) => [hit.watch_id, hit.spans])),
      },
    ]),
  );
}

/** The row ids of a story's mentions, oldest arrival first. */
export async function mentionsOfStory(db: Db, storyRowId: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("mention")
    .select("id")
    .where("story_id", "=", storyRowId)
    .orderBy("id")
    .limit(10_000)
    .execute();
  return rows.map((row) => row.id);
}

export async function setFirst(trx: Trx, rowId: number, isFirst: boolean): Promise<void> {
  await trx
    .updateTable("mention")
    .set({ is_first: isFirst ? 1 : 0 })
    .where("id", "=", rowId)
    .execute();
}

/** Makes items count no more. The search index and the slots must have been told before. */
export async function deleteMentions(trx: Trx, rowIds: readonly number[]): Promise<void> {
  if (rowIds.length === 0) return;
  const list = sql<number>`(SELECT value FROM json_each(${JSON.stringify(rowIds)}))`;
  await trx.deleteFrom("mention_watch").where("mention_id", "in", list).execute();
  await trx.deleteFrom("story_member").where("mention_id", "in", list).execute();
  await trx.deleteFrom("mention").where("id", "in", list).execute();
}
