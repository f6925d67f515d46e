import type { Migration } from "./migration.ts";

/** Where interactions are logged, and the outbox that gets them there exactly once. */
export const crm: Migration = {
  name: "0008-crm",
  sql: `
    CREATE TABLE crm_target (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      config TEXT NOT NULL,
      enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
      paused TEXT,
      version INTEGER NOT NULL DEFAULT 1,
      removed_at INTEGER
    ) STRICT;

    CREATE TABLE delivery (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      key TEXT NOT NULL,
      target_id INTEGER NOT NULL REFERENCES crm_target (id),
      case_id INTEGER NOT NULL REFERENCES desk_case (id),
      contact_key TEXT NOT NULL,
      payload TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'done', 'blocked', 'dead')),
      skipped INTEGER NOT NULL DEFAULT 0 CHECK (skipped IN (0, 1)),
      attempts INTEGER NOT NULL DEFAULT 0,
      first_try_at INTEGER,
      counted_from INTEGER,
      next_at INTEGER,
      error_class TEXT,
      trouble TEXT,
      remote_url TEXT,
      created_at INTEGER NOT NULL,
      done_at INTEGER,
      version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE UNIQUE INDEX delivery_key ON delivery (key, target_id);
    CREATE INDEX delivery_due ON delivery (target_id, next_at, id) WHERE state IN ('queued', 'sending');
    CREATE INDEX delivery_line ON delivery (target_id, contact_key, id);
    CREATE INDEX delivery_state ON delivery (state, id);
  `,
};
