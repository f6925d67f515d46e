import type { Migration } from "./migration.ts";

/** Accounts of ours and what is sent through them. */
export const accounts: Migration = {
  name: "0032-accounts",
  sql: `
    -- Ours on a network: connected, or manual where a person posts by hand. Passwords and tokens are never here.
    CREATE TABLE account (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      network TEXT NOT NULL,
      name TEXT NOT NULL,
      server TEXT,
      handle TEXT,
      remote_id TEXT,
      allow_private INTEGER NOT NULL DEFAULT 0 CHECK (allow_private IN (0, 1)),
      limits TEXT,
      limits_at INTEGER,
      is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
      -- Why nothing is sent with it until a person looks, as words.
      paused TEXT,
      -- The server asked to be left alone until then.
      wait_until INTEGER,
      made_at INTEGER NOT NULL,
      removed_at INTEGER,
      version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE UNIQUE INDEX account_default ON account (network) WHERE is_default = 1 AND removed_at IS NULL;
    CREATE UNIQUE INDEX account_remote ON account (kind, server, remote_id) WHERE removed_at IS NULL AND remote_id IS NOT NULL;

    -- What is fixed before the first request for one approved wording, and what came of it.
    CREATE TABLE posting (
      id INTEGER PRIMARY KEY,
      reply_id INTEGER NOT NULL REFERENCES reply (id),
      hash TEXT NOT NULL,
      account_id INTEGER NOT NULL REFERENCES account (id),
      text TEXT NOT NULL,
      lang TEXT,
      parent_key TEXT,
      -- The words of the parent that the approver saw.
      parent_text TEXT NOT NULL,
      prepared TEXT NOT NULL,
      tries INTEGER NOT NULL DEFAULT 0,
      first_try_at INTEGER,
      last_try_at INTEGER,
      -- Since when a request may have arrived without our knowing it.
      unclear_since INTEGER,
      remote_id TEXT,
      local_id TEXT,
      url TEXT,
      remote_parent_id TEXT,
      remote_root_id TEXT,
      posted_at INTEGER,
      UNIQUE (reply_id, hash)
    ) STRICT;
    CREATE INDEX posting_remote ON posting (account_id, remote_id) WHERE remote_id IS NOT NULL;

    -- Why it is not sent yet, as words; when it is tried again; whether its case is closed with it.
    ALTER TABLE reply ADD COLUMN trouble TEXT;
    ALTER TABLE reply ADD COLUMN next_at INTEGER;
    ALTER TABLE reply ADD COLUMN closes_case INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE reply ADD COLUMN reminded_at INTEGER;
    CREATE INDEX reply_outbox ON reply (account, state, hold_until, id) WHERE state IN ('approved', 'sending', 'failed');
    CREATE INDEX reply_unconfirmed ON reply (handed_over_at) WHERE state = 'handed_over' AND reminded_at IS NULL;
  `,
};
