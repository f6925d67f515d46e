import type { Migration } from "./migration.ts";

/** Whom a reply answers, by the handle that its post came with: some networks reach an author only by a name in the words. */
export const answeredAuthor: Migration = {
  name: "0035-answered-author",
  sql: `
    -- Fixed when the draft is begun, like the address of the post; null = its source names nobody.
    ALTER TABLE reply ADD COLUMN author_handle TEXT;
    UPDATE reply SET author_handle = (
      SELECT item.handle
      FROM desk_case
      JOIN story ON story.id = desk_case.story_id
      JOIN item ON item.id = story.head_id
      WHERE desk_case.id = reply.case_id AND item.url = reply.parent_url
    );
  `,
};
