import type { EarlierWords } from "../../contract/methods/replies.ts";
import { initialsOf } from "../../domain/people.ts";
import type { Db, Trx } from "./open.ts";

/** Words of a draft that do not stand in it any more, or never did. */
export type KeptWords = {
  readonly id: string;
  readonly replyRowId: number;
  readonly personRowId: number | null;
  readonly at: number;
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
};

/** A draft keeps the last twenty; older ones go. */
const mostKept = 20;

export async function keepWords(trx: Trx, words: KeptWords): Promise<void> {
  await trx
    .insertInto("reply_words")
    .values({
      public_id: words.id,
      reply_id: words.replyRowId,
      person_id: words.personRowId,
      at: words.at,
      text: words.text,
      fields: JSON.stringify(words.values),
    })
    .execute();
  const oldest = await trx
    .selectFrom("reply_words")
    .select("id")
    .where("reply_id", "=", words.replyRowId)
    .orderBy("id", "desc")
    .offset(mostKept)
    .limit(1)
    .executeTakeFirst();
  if (oldest)
    await trx.deleteFrom("reply_words").where("reply_id", "=", words.replyRowId).where("id", "<=", oldest.id).execute();
}

/** What is kept of a draft, newest first. */
export async function keptWords(db: Db, replyId: string): Promise<readonly EarlierWords[]> {
  const rows = await db
    .selectFrom("reply_words")
    .innerJoin("reply", "reply.id", "reply_words.reply_id")
    .leftJoin("person", "person.id", "reply_words.person_id")
    .select(["reply_words.public_id", "reply_words.at", "reply_words.text", "reply_words.fields"])
    .select(["person.public_id as person_public_id", "person.name"])
    .where("reply.public_id", "=", replyId)
    .orderBy("reply_words.id", "desc")
    .limit(mostKept)
    .execute();
  return rows.map((row) => ({
    id: row.public_id,
    by:
      row.person_public_id === null || row.name === null
        ? null
        : { id: row.person_public_id, name: row.name, initials: initialsOf(row.name) },
    at: row.at,
    text: row.text,
    // Written by this file from values of this type.
    fields: JSON.parse(row.fields) as Record<string, string>,
  }));
}
