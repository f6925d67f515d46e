import type { Db } from "./open.ts";

/** What a reply's check needs to know of whom it answers. */
export type AnsweredPerson = {
  readonly name: string | null;
  /** As they were written. */
  readonly phones: readonly string[];
  /** Folded. */
  readonly emails: readonly string[];
  /** Language of the mention (ISO 639-1); null = nobody could tell. */
  readonly lang: string | null;
};

export async function answeredPerson(db: Db, caseRowId: number): Promise<AnsweredPerson> {
  const row = await db
    .selectFrom("desk_case")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .innerJoin("item", "item.id", "story.head_id")
    .leftJoin("contact", "contact.id", "desk_case.contact_id")
    .select(["desk_case.contact_id", "contact.name", "item.author", "item.lang"])
    .where("desk_case.id", "=", caseRowId)
    .executeTakeFirst();
  if (!row) return { name: null, phones: [], emails: [], lang: null };
  const contactId = row.contact_id ?? 0;
  const [phones, emails] = await Promise.all([
    db.selectFrom("contact_phone").select("digits").where("contact_id", "=", contactId).orderBy("id").execute(),
    db.selectFrom("contact_email").select("folded").where("contact_id", "=", contactId).orderBy("id").execute(),
  ]);
  return {
    name: row.name ?? row.author,
    phones: phones.map(({ digits }) => digits),
    emails: emails.map(({ folded }) => folded),
    lang: row.lang,
  };
}
