import type { Migration } from "./migration.ts";

/**
 * The playbook: which version a version brought back, what a script rendered to (so that a reply shows whether its words
 * were changed), and the guidelines for our own people with all their versions. The words that stood in the settings
 * become the first version.
 */
export const playbook: Migration = {
  name: "0029-playbook",
  sql: `
    ALTER TABLE script_version ADD COLUMN brought_from INTEGER;
    ALTER TABLE reply ADD COLUMN script_text TEXT;
    -- What the desk knew and suggested when the draft was begun, by its source.
    ALTER TABLE reply ADD COLUMN known TEXT NOT NULL DEFAULT '{}';
    CREATE INDEX reply_script ON reply (script_id, state) WHERE script_id IS NOT NULL;

    CREATE TABLE guidelines_version (
      version INTEGER PRIMARY KEY,
      text TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      saved_by INTEGER REFERENCES person (id)
    ) STRICT;
    INSERT INTO guidelines_version (version, text, saved_at)
    SELECT 1, value ->> '$.contacts.guidelines', coalesce((SELECT max(at) FROM event), 0)
    FROM setting
    WHERE id = 1 AND trim(coalesce(value ->> '$.contacts.guidelines', '')) <> '';
  `,
};
