import type { Migration } from "./migration.ts";

/** What sources brought (items), what counts (mentions), what is the same (stories), and how many (slots). */
export const mentions: Migration = {
  name: "0005-mentions",
  sql: `
    CREATE TABLE item (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      source_id INTEGER NOT NULL REFERENCES source (id),
      key_hash INTEGER NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      published_at INTEGER NOT NULL,
      date_guessed INTEGER NOT NULL DEFAULT 0 CHECK (date_guessed IN (0, 1)),
      first_seen_at INTEGER NOT NULL,
      backfill INTEGER NOT NULL DEFAULT 0 CHECK (backfill IN (0, 1)),
      content_hash TEXT NOT NULL,
      network TEXT NOT NULL,
      lang TEXT,
      sentiment TEXT CHECK (sentiment IN ('negative', 'neutral', 'positive')),
      score REAL,
      confidence REAL,
      corrected_by INTEGER REFERENCES person (id),
      author TEXT,
      handle TEXT,
      key TEXT NOT NULL,
      url TEXT,
      canonical_url TEXT,
      title TEXT,
      text TEXT NOT NULL,
      -- Forms of its words that SQLite's tokeniser would not find by itself: "e-mail" joined, "ß" as "ss", single CJK characters.
      spellings TEXT
    ) STRICT;
    CREATE UNIQUE INDEX item_key ON item (source_id, key_hash);
    CREATE INDEX item_published ON item (published_at, id);
    CREATE INDEX item_canonical ON item (canonical_url, id) WHERE canonical_url IS NOT NULL;
    CREATE INDEX item_guid ON item (key_hash, id);
    CREATE INDEX item_handle ON item (handle, network, published_at) WHERE handle IS NOT NULL;

    CREATE TABLE item_version (
      item_id INTEGER NOT NULL REFERENCES item (id),
      version INTEGER NOT NULL,
      title TEXT,
      text TEXT NOT NULL,
      seen_at INTEGER NOT NULL,
      PRIMARY KEY (item_id, version)
    ) STRICT, WITHOUT ROWID;

    -- What was deleted on purpose, so that its feed cannot bring it back.
    CREATE TABLE purged_key (
      source_id INTEGER NOT NULL REFERENCES source (id),
      key_hash INTEGER NOT NULL,
      purged_at INTEGER NOT NULL,
      PRIMARY KEY (source_id, key_hash)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE story (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      head_id INTEGER NOT NULL,
      bucket TEXT NOT NULL CHECK (bucket IN ('unsorted', 'analytics', 'pr', 'care')),
      decided_by TEXT NOT NULL CHECK (decided_by IN ('rule', 'scorer', 'person')),
      reason TEXT NOT NULL,
      rule_id INTEGER REFERENCES rule (id),
      urgency TEXT NOT NULL CHECK (urgency IN ('high', 'normal', 'low')),
      labels TEXT NOT NULL DEFAULT '[]',
      department TEXT,
      script_key TEXT,
      approval_roles TEXT NOT NULL DEFAULT '[]',
      sentiment TEXT NOT NULL CHECK (sentiment IN ('negative', 'neutral', 'positive', 'unsure', 'mixed')),
      copies INTEGER NOT NULL DEFAULT 1,
      newest_at INTEGER NOT NULL,
      version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX story_bucket ON story (bucket, newest_at, id);
    CREATE INDEX story_newest ON story (newest_at, id);
    CREATE INDEX story_head ON story (head_id);
    CREATE INDEX story_copied ON story (newest_at, copies, id) WHERE copies > 1;

    CREATE TABLE mention (
      id INTEGER PRIMARY KEY REFERENCES item (id),
      story_id INTEGER NOT NULL REFERENCES story (id),
      bucket TEXT NOT NULL CHECK (bucket IN ('unsorted', 'analytics', 'pr', 'care')),
      slot INTEGER NOT NULL,
      slot_sentiment TEXT NOT NULL CHECK (slot_sentiment IN ('negative', 'neutral', 'positive', 'unsure')),
      is_first INTEGER NOT NULL CHECK (is_first IN (0, 1))
    ) STRICT;
    CREATE INDEX mention_story ON mention (story_id, id);

    CREATE TABLE story_member (
      story_id INTEGER NOT NULL REFERENCES story (id),
      mention_id INTEGER NOT NULL REFERENCES mention (id),
      joined_at INTEGER NOT NULL,
      reason TEXT NOT NULL CHECK (reason IN ('alone', 'same_key', 'same_link', 'near_text', 'by_hand')),
      left_at INTEGER,
      PRIMARY KEY (story_id, mention_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mention_watch (
      mention_id INTEGER NOT NULL REFERENCES mention (id),
      watch_id INTEGER NOT NULL REFERENCES watch (id),
      spans TEXT NOT NULL,
      PRIMARY KEY (mention_id, watch_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX mention_watch_watch ON mention_watch (watch_id, mention_id);

    CREATE VIEW mention_text AS
      SELECT mention.id AS id, item.title AS title, item.text AS text,
        coalesce(item.author, '') || ' ' || coalesce(item.handle, '') AS author, item.spellings AS spellings
      FROM mention
      JOIN item ON item.id = mention.id;

    CREATE VIRTUAL TABLE mention_fts USING fts5 (
      title, text, author, spellings,
      content = 'mention_text', content_rowid = 'id',
      tokenize = 'unicode61 remove_diacritics 2'
    );
    INSERT INTO mention_fts (mention_fts, rank) VALUES ('secure-delete', 1);

    -- Counts per 15 minutes UTC of the clamped published time; a story counts at its first copy.
    CREATE TABLE slot_bucket (
      slot INTEGER NOT NULL,
      bucket TEXT NOT NULL,
      sentiment TEXT NOT NULL,
      mentions INTEGER NOT NULL,
      stories INTEGER NOT NULL,
      purged INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (slot, bucket, sentiment)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE slot_source (
      slot INTEGER NOT NULL,
      source_id INTEGER NOT NULL,
      mentions INTEGER NOT NULL,
      stories INTEGER NOT NULL,
      purged INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (slot, source_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX slot_source_source ON slot_source (source_id, slot);

    CREATE TABLE slot_watch (
      slot INTEGER NOT NULL,
      watch_id INTEGER NOT NULL,
      mentions INTEGER NOT NULL,
      stories INTEGER NOT NULL,
      purged INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (slot, watch_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX slot_watch_watch ON slot_watch (watch_id, slot);
  `,
};
