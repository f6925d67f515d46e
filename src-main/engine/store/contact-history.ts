import { sql } from "kysely";
import type { Db } from "./open.ts";

export type ContactMoment = {
  readonly at: number;
  readonly kind: "mention" | "reply" | "note";
  readonly text: string;
  readonly storyId: string;
};

/** What a contact said, was answered and what we noted about it, newest first. */
export async function contactHistory(
  db: Db,
  { contactRowId, limit }: { readonly contactRowId: number; readonly limit: number },
): Promise<readonly ContactMoment[]> {
  // Each branch is cut to its newest before they are merged, so that none reads more than the page shows.
  const { rows } = await sql<ContactMoment>`
    SELECT at, kind, text, storyId
    FROM (
      SELECT * FROM (
        SELECT item.published_at AS at, 'mention' AS kind, coalesce(item.title || ': ', '') || item.text AS text, story.public_id AS storyId
        FROM contact_handle
        JOIN item ON item.handle = contact_handle.handle AND item.network = contact_handle.network
        JOIN mention ON mention.id = item.id
        JOIN story ON story.id = mention.story_id
        WHERE contact_handle.contact_id = ${contactRowId}
        ORDER BY item.published_at DESC, item.id DESC
        LIMIT ${limit})
      UNION ALL
      SELECT * FROM (
        SELECT coalesce(reply.sent_at, reply.saved_at) AS at, 'reply' AS kind, reply.text AS text, story.public_id AS storyId
        FROM desk_case
        JOIN story ON story.id = desk_case.story_id
        JOIN reply ON reply.case_id = desk_case.id
        WHERE desk_case.contact_id = ${contactRowId} AND reply.state = 'sent'
        ORDER BY reply.sent_at DESC, reply.id DESC
        LIMIT ${limit})
      UNION ALL
      SELECT * FROM (
        SELECT case_note.at AS at, 'note' AS kind, case_note.text AS text, story.public_id AS storyId
        FROM desk_case
        JOIN story ON story.id = desk_case.story_id
        JOIN case_note ON case_note.case_id = desk_case.id
        WHERE desk_case.contact_id = ${contactRowId}
        ORDER BY case_note.at DESC, case_note.id DESC
        LIMIT ${limit}))
    ORDER BY at DESC, kind, storyId
    LIMIT ${limit}`.execute(db);
  return rows;
}
