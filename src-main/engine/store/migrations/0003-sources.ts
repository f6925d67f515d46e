import type { Migration } from "./migration.ts";

export const sources: Migration = {
  name: "0003-sources",
  sql: `
    CREATE TABLE source (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      url TEXT NOT NULL,
      name TEXT NOT NULL,
      site_url TEXT,
      network TEXT NOT NULL,
      key TEXT,
      everything INTEGER NOT NULL DEFAULT 0 CHECK (everything IN (0, 1)),
      allow_private INTEGER NOT NULL DEFAULT 0 CHECK (allow_private IN (0, 1)),
      interval_minutes INTEGER,
      ttl_minutes INTEGER,
      etag TEXT,
      last_modified TEXT,
      -- The address that gave the validators; they mean nothing to another one.
      validators_from TEXT,
      body_hash TEXT,
      failures INTEGER NOT NULL DEFAULT 0,
      trouble TEXT,
      last_ok_at INTEGER,
      last_try_at INTEGER,
      next_check_at INTEGER,
      newest_item_at INTEGER,
      gone_at INTEGER,
      removed_at INTEGER,
      version INTEGER NOT NULL DEFAULT 1,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX source_url ON source (url) WHERE removed_at IS NULL;
    CREATE INDEX source_due ON source (next_check_at, id) WHERE removed_at IS NULL AND gone_at IS NULL;
  `,
};
