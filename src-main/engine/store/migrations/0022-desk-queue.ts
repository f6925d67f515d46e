import type { Migration } from "./migration.ts";

/** Labels, macros and saved views of the queue; what wakes a snoozed case, and of what a case is the duplicate. */
export const deskQueue: Migration = {
  name: "0022-desk-queue",
  sql: `
    -- The labels of stories turned round, as people and rules wrote them; kept in step by triggers.
    CREATE TABLE story_label (
      name TEXT NOT NULL COLLATE NOCASE,
      story_id INTEGER NOT NULL REFERENCES story (id),
      PRIMARY KEY (name, story_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX story_label_story ON story_label (story_id);
    INSERT OR IGNORE INTO story_label (name, story_id)
      SELECT named.value, story.id FROM story, json_each(story.labels) AS named WHERE story.labels <> '[]';

    CREATE TRIGGER story_label_added AFTER INSERT ON story WHEN NEW.labels <> '[]' BEGIN
      INSERT OR IGNORE INTO story_label (name, story_id) SELECT value, NEW.id FROM json_each(NEW.labels);
    END;
    CREATE TRIGGER story_label_changed AFTER UPDATE OF labels ON story WHEN NEW.labels <> OLD.labels BEGIN
      DELETE FROM story_label WHERE story_id = OLD.id;
      INSERT OR IGNORE INTO story_label (name, story_id) SELECT value, NEW.id FROM json_each(NEW.labels);
    END;
    CREATE TRIGGER story_label_removed BEFORE DELETE ON story WHEN OLD.labels <> '[]' BEGIN
      DELETE FROM story_label WHERE story_id = OLD.id;
    END;

    -- A label as it is called now. Stories keep the word that was written; label_name says what that word means today,
    -- so that renaming or merging a label of many stories is one row, and can be taken back.
    CREATE TABLE label (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE,
      tone TEXT NOT NULL,
      made_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE label_name (
      name TEXT PRIMARY KEY COLLATE NOCASE,
      -- Null: the label was removed.
      label_id INTEGER REFERENCES label (id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX label_name_label ON label_name (label_id);

    -- Without an owner it is for the whole desk.
    CREATE TABLE saved_view (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      owner_id INTEGER REFERENCES person (id),
      name TEXT NOT NULL,
      content TEXT NOT NULL,
      position INTEGER NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      removed_at INTEGER
    ) STRICT;
    CREATE TABLE macro (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      owner_id INTEGER REFERENCES person (id),
      name TEXT NOT NULL,
      key TEXT,
      content TEXT NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      removed_at INTEGER
    ) STRICT;

    ALTER TABLE desk_case ADD COLUMN wake_on TEXT CHECK (wake_on IN ('answer', 'change'));
    -- The public id of a story.
    ALTER TABLE desk_case ADD COLUMN duplicate_of TEXT;
    CREATE INDEX case_wakes ON desk_case (wake_on, contact_id, id) WHERE wake_on IS NOT NULL;
    UPDATE desk_case SET wake_on = 'answer' WHERE status = 'waiting' AND first_response_at IS NULL;
  `,
};
