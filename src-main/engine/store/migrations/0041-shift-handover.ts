import type { Migration } from "./migration.ts";

/** What was promised and whether it was kept, and the handover of a shift as two people signed it. */
export const shiftHandover: Migration = {
  name: "0041-shift-handover",
  sql: `
    -- what and to_whom are null once the contact of the case was erased.
    CREATE TABLE promise (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      case_id INTEGER NOT NULL REFERENCES desk_case (id),
      reply_id INTEGER REFERENCES reply (id),
      what TEXT,
      to_whom TEXT,
      due_at INTEGER NOT NULL,
      made_by INTEGER NOT NULL REFERENCES person (id),
      made_at INTEGER NOT NULL,
      kept_by INTEGER REFERENCES person (id),
      kept_at INTEGER,
      broken_at INTEGER,
      withdrawn_by INTEGER REFERENCES person (id),
      withdrawn_at INTEGER,
      version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX promise_case ON promise (case_id, id);
    CREATE INDEX promise_reply ON promise (reply_id) WHERE reply_id IS NOT NULL;
    CREATE INDEX promise_open ON promise (due_at, id) WHERE kept_at IS NULL AND withdrawn_at IS NULL;
    CREATE INDEX promise_unbroken ON promise (due_at, id)
      WHERE kept_at IS NULL AND withdrawn_at IS NULL AND broken_at IS NULL;

    -- What was signed, as canonical JSON with a hash in the place of each piece of words, and the SHA-256 of it.
    CREATE TABLE shift_handover (
      shift_id INTEGER PRIMARY KEY REFERENCES shift (id),
      document TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;

    -- The words: hash = SHA-256(salt || words), so that they can be erased while the signed document still verifies.
    CREATE TABLE shift_words (
      shift_id INTEGER NOT NULL REFERENCES shift (id),
      hash TEXT NOT NULL,
      case_id TEXT,
      salt TEXT NOT NULL,
      words TEXT NOT NULL,
      struck_at INTEGER,
      PRIMARY KEY (shift_id, hash)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX shift_words_case ON shift_words (case_id) WHERE case_id IS NOT NULL;

    CREATE TABLE shift_signature (
      shift_id INTEGER NOT NULL REFERENCES shift (id),
      part TEXT NOT NULL CHECK (part IN ('handover', 'takeover')),
      person_id INTEGER NOT NULL REFERENCES person (id),
      at INTEGER NOT NULL,
      hash TEXT NOT NULL,
      alone INTEGER NOT NULL CHECK (alone IN (0, 1)),
      PRIMARY KEY (shift_id, part)
    ) STRICT, WITHOUT ROWID;

    -- Who wrote the handover words last, and how often they were stored: two people may write.
    ALTER TABLE shift ADD COLUMN text_version INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE shift ADD COLUMN text_by INTEGER REFERENCES person (id);
    ALTER TABLE shift ADD COLUMN text_at INTEGER;

    -- What was answered, and what breached, in a stretch of time.
    CREATE INDEX case_cycle_breached ON case_cycle (breached_at, case_id, cycle) WHERE breached_at IS NOT NULL;
    CREATE INDEX case_cycle_responded ON case_cycle (first_response_at, case_id, cycle)
      WHERE first_response_at IS NOT NULL;
  `,
};
