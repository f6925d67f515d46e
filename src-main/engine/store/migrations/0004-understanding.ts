import type { Migration } from "./migration.ts";

/** Watches (what is a mention) and rules (where it goes). */
export const understanding: Migration = {
  name: "0004-understanding",
  sql: `
    CREATE TABLE watch (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      key TEXT,
      name TEXT NOT NULL,
      "set" TEXT NOT NULL,
      query TEXT NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      saved_at INTEGER NOT NULL,
      removed_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX watch_name ON watch (name COLLATE NOCASE) WHERE removed_at IS NULL;

    CREATE TABLE watch_version (
      watch_id INTEGER NOT NULL REFERENCES watch (id),
      version INTEGER NOT NULL,
      query TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      PRIMARY KEY (watch_id, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE rule (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      conditions TEXT NOT NULL,
      actions TEXT NOT NULL,
      stop INTEGER NOT NULL DEFAULT 1 CHECK (stop IN (0, 1)),
      reason TEXT NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      removed_at INTEGER
    ) STRICT;
    CREATE INDEX rule_position ON rule (position, id) WHERE removed_at IS NULL;
  `,
};
