import type { Migration } from "./migration.ts";

/**
 * What people taught the desk and what it made of it. A lesson keeps no words of its own: it names a version of an item, and goes with it when
 * the item is purged.
 */
export const learning: Migration = {
  name: "0019-learning",
  sql: `
    -- A person's verdict: a sentiment that was corrected, or a bucket that was set by hand.
    CREATE TABLE lesson (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('sentiment', 'routing')),
      item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
      item_version INTEGER NOT NULL,
      -- The names that were masked then, as JSON.
      names TEXT NOT NULL DEFAULT '[]',
      was TEXT NOT NULL,
      said TEXT NOT NULL,
      at INTEGER NOT NULL,
      by_id INTEGER REFERENCES person (id),
      batch_id TEXT NOT NULL,
      -- Undone by the act's undo.
      withdrawn_at INTEGER,
      -- Left out of learning by hand.
      forgotten_at INTEGER
    ) STRICT;
    CREATE INDEX lesson_kind ON lesson (kind, id);
    CREATE INDEX lesson_item ON lesson (item_id, kind, id);
    CREATE INDEX lesson_batch ON lesson (batch_id);

    -- Each try at learning: what it was judged as, and what was learned where it was good enough.
    CREATE TABLE learned_model (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('sentiment', 'routing')),
      version INTEGER NOT NULL,
      -- The shipped model that it was learned on top of.
      base TEXT NOT NULL,
      lessons INTEGER NOT NULL,
      verdict TEXT NOT NULL,
      judged TEXT NOT NULL,
      content BLOB,
      made_at INTEGER NOT NULL,
      UNIQUE (kind, version)
    ) STRICT;

    -- What is used now: no model is the shipped one. Held is what a person chose to stay.
    CREATE TABLE learning (
      kind TEXT PRIMARY KEY CHECK (kind IN ('sentiment', 'routing')),
      model_id INTEGER REFERENCES learned_model (id),
      is_held INTEGER NOT NULL DEFAULT 0 CHECK (is_held IN (0, 1)),
      -- Which lessons were learned from last, so that only others start it again.
      marker TEXT NOT NULL DEFAULT '',
      learned_at INTEGER NOT NULL DEFAULT 0,
      outcome TEXT NOT NULL DEFAULT 'none',
      version INTEGER NOT NULL DEFAULT 1
    ) STRICT, WITHOUT ROWID;
    INSERT INTO learning (kind) VALUES ('sentiment'), ('routing');
  `,
};
