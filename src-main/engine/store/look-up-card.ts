import { sql } from "kysely";
import type { LookUpCard } from "../../contract/methods/look-up.ts";
import { privateNetworks } from "../../domain/private-path/path.ts";
import type { Db } from "./open.ts";

/** The row of a contact that was not removed and is no part of another. */
export async function shownContact(db: Db, id: string): Promise<number | null> {
  const row = await db
    .selectFrom("contact")
    .select("id")
    .where("public_id", "=", id)
    .where("merged_into", "is", null)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The newest words of a contact in a public place. */
export async function lastPublicWords(db: Db, contactRowId: number): Promise<LookUpCard["said"]> {
  // Newest of each handle by the index of handles; a contact has few of them.
  const { rows } = await sql<NonNullable<LookUpCard["said"]>>`
    SELECT coalesce(item.title || ': ', '') || item.text AS text, source.name AS place, item.network,
      item.published_at AS at, story.public_id AS storyId
    FROM contact_handle
    JOIN item ON item.id = (
      SELECT said.id
      FROM item AS said
      JOIN mention ON mention.id = said.id
      WHERE said.handle = contact_handle.handle AND said.network = contact_handle.network
      ORDER BY said.published_at DESC, said.id DESC
      LIMIT 1)
    JOIN mention ON mention.id = item.id
    JOIN story ON story.id = mention.story_id
    JOIN source ON source.id = item.source_id
    WHERE contact_handle.contact_id = ${contactRowId}
      AND item.network NOT IN (SELECT value FROM json_each(${JSON.stringify(privateNetworks)}))
    ORDER BY item.published_at DESC, item.id DESC
    LIMIT 1`.execute(db);
  return rows[0] ?? null;
}

export type SentAnswer = { readonly text: string; readonly at: number; readonly storyId: string };

/** The newest answer that was sent in a case of a contact. */
export async function lastAnswer(db: Db, contactRowId: number): Promise<SentAnswer | null> {
  const { rows } = await sql<SentAnswer>`
    SELECT reply.text, reply.sent_at AS at, story.public_id AS storyId
    FROM desk_case
    JOIN reply ON reply.case_id = desk_case.id
    JOIN story ON story.id = desk_case.story_id
    WHERE desk_case.contact_id = ${contactRowId} AND reply.state = 'sent' AND reply.sent_at IS NOT NULL
    ORDER BY reply.sent_at DESC, reply.id DESC
    LIMIT 1`.execute(db);
  return rows[0] ?? null;
}

/** Whose words stand in an unsent answer to a contact; null when nobody drafts one. */
export async function drafterOf(db: Db, contactRowId: number): Promise<number | null> {
  const { rows } = await sql<{ personRowId: number }>`
    SELECT reply_author.person_id AS personRowId
    FROM desk_case
    JOIN reply ON reply.case_id = desk_case.id
    JOIN reply_author ON reply_author.reply_id = reply.id
    WHERE desk_case.contact_id = ${contactRowId} AND desk_case.status <> 'resolved'
      AND reply.state IN ('draft', 'submitted', 'returned', 'approved', 'handed_over')
    ORDER BY reply.saved_at DESC, reply.id DESC, reply_author.person_id DESC
    LIMIT 1`.execute(db);
  return rows[0]?.personRowId ?? null;
}
