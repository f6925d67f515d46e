import type { Migration } from "./migration.ts";

/** Finds the stories that a mention was in: asked for each mention that is purged, dropped or counted for a time to keep. */
export const copiesByMention: Migration = {
  name: "0016-copies-by-mention",
  sql: `
    CREATE INDEX story_member_mention ON story_member (mention_id, story_id);
  `,
};
