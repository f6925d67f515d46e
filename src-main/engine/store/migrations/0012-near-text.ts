import type { Migration } from "./migration.ts";

/** Stories that say nearly the same but stay apart, because different people said it. */
export const nearText: Migration = {
  name: "0012-near-text",
  sql: `
    CREATE TABLE story_similar (
      story_id INTEGER NOT NULL REFERENCES story (id),
      other_id INTEGER NOT NULL REFERENCES story (id),
      -- Jaccard likeness of their words in pairs, 0 to 1.
      likeness REAL NOT NULL,
      seen_at INTEGER NOT NULL,
      PRIMARY KEY (story_id, other_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX story_similar_other ON story_similar (other_id, story_id);
  `,
};
