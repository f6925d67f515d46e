import type { Db } from "./open.ts";

/** What stands on the desk about a case, for the fields of a script. */
export type KnownCaseRow = {
  readonly caseId: string;
  readonly contactName: string | null;
  readonly author: string | null;
  readonly handle: string | null;
  readonly place: string;
  /** The line approved last that still holds. */
  readonly line: string | null;
  /** What was filled into the reply that was sent last, and the script version it came from. */
  readonly lastSent: {
    readonly values: Readonly<Record<string, string>>;
    readonly scriptRowId: number;
    readonly version: number;
  } | null;
};

/** What is known of the case of a story; null for a story without one. */
export async function findKnownCase(db: Db, storyId: string, now: number): Promise<KnownCaseRow | null> {
  const row = await db
    .selectFrom("desk_case")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .innerJoin("item", "item.id", "story.head_id")
    .innerJoin("source", "source.id", "item.source_id")
    .leftJoin("contact", "contact.id", "desk_case.contact_id")
    .select(["desk_case.id", "desk_case.public_id", "contact.name as contact_name", "item.author", "item.handle"])
    .select("source.name as place")
    .where("story.public_id", "=", storyId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    caseId: row.public_id,
    contactName: row.contact_name,
    author: row.author,
    handle: row.handle,
    place: row.place,
    line: await lineOf(db, row.id, now),
    lastSent: await lastSentOf(db, row.id),
  };
}

async function lineOf(db: Db, caseRowId: number, now: number): Promise<string | null> {
  const row = await db
    .selectFrom("case_line")
    .select("text")
    .where("case_id", "=", caseRowId)
    .where("approved_at", "is not", null)
    .where("withdrawn_at", "is", null)
    .where("expires_at", ">", now)
    .orderBy("approved_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.text ?? null;
}

async function lastSentOf(db: Db, caseRowId: number): Promise<KnownCaseRow["lastSent"]> {
  const row = await db
    .selectFrom("reply")
    .select(["fields", "script_id", "script_version"])
    .where("case_id", "=", caseRowId)
    .where("state", "=", "sent")
    .where("script_id", "is not", null)
    .orderBy("sent_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  // Written by the store of replies from values of this type.
  const values = JSON.parse(row.fields) as Record<string, string>;
  return { values, scriptRowId: row.script_id ?? 0, version: row.script_version ?? 0 };
}
