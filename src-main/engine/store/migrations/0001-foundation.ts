import type { Migration } from "./migration.ts";

/** Facts of the install, settings, commands that were done, and the event log that everything is written to. */
export const foundation: Migration = {
  name: "0001-foundation",
  sql: `
    CREATE TABLE meta (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;

    CREATE TABLE setting (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      value TEXT NOT NULL,
      version INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE command (
      id TEXT PRIMARY KEY,
      method TEXT NOT NULL,
      at INTEGER NOT NULL,
      result TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE event (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      at INTEGER NOT NULL,
      actor_kind TEXT NOT NULL CHECK (actor_kind IN ('person', 'engine', 'cli')),
      actor_id TEXT,
      command_id TEXT,
      batch_id TEXT,
      subject_kind TEXT NOT NULL,
      subject_id TEXT NOT NULL,
      cycle INTEGER,
      kind TEXT NOT NULL,
      payload_hash TEXT NOT NULL,
      prev_hash TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX event_subject ON event (subject_kind, subject_id, seq);
    CREATE INDEX event_batch ON event (batch_id, seq) WHERE batch_id IS NOT NULL;
    CREATE INDEX event_at ON event (at, seq);

    CREATE TABLE event_payload (
      seq INTEGER PRIMARY KEY REFERENCES event (seq),
      salt TEXT NOT NULL,
      payload TEXT NOT NULL
    ) STRICT;

    -- These stop accidents; whoever owns the file can drop them, which the hash chain then shows.
    CREATE TRIGGER event_never_changed BEFORE UPDATE ON event BEGIN SELECT raise(ABORT, 'the event log is append-only'); END;
    CREATE TRIGGER event_never_deleted BEFORE DELETE ON event BEGIN SELECT raise(ABORT, 'the event log is append-only'); END;

    -- When the engine ran: what lies between two spans was not listened to.
    CREATE TABLE running_span (
      id INTEGER PRIMARY KEY,
      from_at INTEGER NOT NULL,
      to_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX running_span_to ON running_span (to_at);
  `,
};
