import type { Migration } from "./migration.ts";

export const shifts: Migration = {
  name: "0009-shifts",
  sql: `
    CREATE TABLE shift (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      opened_at INTEGER NOT NULL,
      opened_by INTEGER NOT NULL REFERENCES person (id),
      closed_at INTEGER,
      closed_by INTEGER REFERENCES person (id),
      text TEXT NOT NULL DEFAULT '',
      version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX shift_opened ON shift (opened_at, id);
    CREATE UNIQUE INDEX shift_one_open ON shift ((closed_at IS NULL)) WHERE closed_at IS NULL;

    -- Work too long for one answer: re-matching after a watch changed, rebuilding.
    CREATE TABLE job (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      input TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
      done INTEGER NOT NULL DEFAULT 0,
      total INTEGER,
      trouble TEXT,
      created_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT;
    CREATE INDEX job_open ON job (id) WHERE state IN ('queued', 'running');
  `,
};
