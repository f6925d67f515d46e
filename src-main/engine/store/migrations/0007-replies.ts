import type { Migration } from "./migration.ts";

/** Scripts with their versions, and replies with the approvals that are pinned to their hash. */
export const replies: Migration = {
  name: "0007-replies",
  sql: `
    CREATE TABLE script (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      key TEXT NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      removed_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX script_key ON script (key) WHERE removed_at IS NULL;

    CREATE TABLE script_version (
      script_id INTEGER NOT NULL REFERENCES script (id),
      version INTEGER NOT NULL,
      content TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      saved_by INTEGER REFERENCES person (id),
      approved_by INTEGER REFERENCES person (id),
      approved_at INTEGER,
      PRIMARY KEY (script_id, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE reply (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      case_id INTEGER NOT NULL REFERENCES desk_case (id),
      state TEXT NOT NULL CHECK (state IN (
        'draft', 'submitted', 'returned', 'approved', 'sending', 'handed_over', 'sent', 'failed', 'needs_person', 'void', 'cancelled'
      )),
      network TEXT NOT NULL,
      account TEXT NOT NULL,
      parent_url TEXT,
      text TEXT NOT NULL,
      fields TEXT NOT NULL DEFAULT '{}',
      script_id INTEGER REFERENCES script (id),
      script_version INTEGER,
      variant TEXT,
      cycle INTEGER NOT NULL,
      saved_at INTEGER NOT NULL,
      submitted_at INTEGER,
      approved_at INTEGER,
      hold_until INTEGER,
      handed_over_at INTEGER,
      sent_at INTEGER,
      proof_url TEXT,
      returned_by INTEGER REFERENCES person (id),
      returned_at INTEGER,
      return_reason TEXT,
      version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX reply_case ON reply (case_id, id);
    CREATE INDEX reply_waiting ON reply (state, hold_until, id) WHERE state IN ('submitted', 'approved', 'handed_over', 'failed', 'needs_person');

    -- Who typed or changed its words after the script was rendered: they may not approve it.
    CREATE TABLE reply_author (
      reply_id INTEGER NOT NULL REFERENCES reply (id),
      person_id INTEGER NOT NULL REFERENCES person (id),
      PRIMARY KEY (reply_id, person_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE approval (
      id INTEGER PRIMARY KEY,
      reply_id INTEGER NOT NULL REFERENCES reply (id),
      kind TEXT NOT NULL CHECK (kind IN ('person', 'template', 'own')),
      person_id INTEGER REFERENCES person (id),
      role TEXT,
      hash TEXT NOT NULL,
      at INTEGER NOT NULL,
      voided_at INTEGER
    ) STRICT;
    CREATE INDEX approval_reply ON approval (reply_id, id);
  `,
};
