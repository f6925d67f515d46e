import { sql } from "kysely";
import { prepareMention } from "../../domain/query/evaluate.ts";
import type { MentionFields, PreparedMention } from "../../domain/query/evaluate.ts";
import type { Db } from "./open.ts";

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
  const author = [fields.author, fields.handle].filter((name) => name !== null).join(" ");
  return { title, text, author: author === "" ? null : author, url, lang, network, source };
}

export type MentionText = { readonly id: number; readonly prepared: PreparedMention };

/** The words of mentions, ready to be matched, newest arrival first. */
export async function mentionTexts(db: Db, mentionIds: readonly number[]): Promise<readonly MentionText[]> {
  if (mentionIds.length === 0) return [];
  const rows = await db
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .innerJoin("source", "source.id", "item.source_id")
    .select(["item.id", "item.title", "item.text", "item.author", "item.handle", "item.url", "item.lang", "item.network"])
    .select(["mention.slot_sentiment", "source.name as source"])
    .where("mention.id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(mentionIds)}))`)
    .orderBy("mention.id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    prepared: prepareMention({ ...queryFields(row), sentiment: row.slot_sentiment }),
  }));
}
