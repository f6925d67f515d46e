import type { Migration } from "./migration.ts";

/** Cases (the only holders of queue, clock, owner, priority, status), their cycles, notes, work and contacts. */
export const cases: Migration = {
  name: "0006-cases",
  sql: `
    CREATE TABLE contact (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      created_at INTEGER NOT NULL
    ) STRICT;

    -- A contact is known by network and handle, never by a display name.
    CREATE TABLE contact_handle (
      network TEXT NOT NULL,
      handle TEXT NOT NULL,
      contact_id INTEGER NOT NULL REFERENCES contact (id),
      PRIMARY KEY (network, handle)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX contact_handle_contact ON contact_handle (contact_id);

    CREATE TABLE desk_case (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      story_id INTEGER NOT NULL UNIQUE REFERENCES story (id),
      contact_id INTEGER REFERENCES contact (id),
      status TEXT NOT NULL CHECK (status IN ('new', 'open', 'waiting', 'snoozed', 'resolved')),
      bucket TEXT NOT NULL CHECK (bucket IN ('unsorted', 'analytics', 'pr', 'care')),
      priority INTEGER NOT NULL CHECK (priority IN (1, 2, 3)),
      owner_id INTEGER REFERENCES person (id),
      claimed_at INTEGER,
      cycle INTEGER NOT NULL DEFAULT 1,
      queued_at INTEGER NOT NULL,
      target_ms INTEGER NOT NULL,
      due_at INTEGER,
      -- due_at, the moment it was woken, or a far day where the calendar has no hours: the order of the queue.
      sort_at INTEGER NOT NULL,
      first_opened_at INTEGER,
      first_response_at INTEGER,
      breached_at INTEGER,
      resolved_at INTEGER,
      resolution TEXT,
      resolution_reason TEXT,
      snoozed_until INTEGER,
      is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0, 1)),
      version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX case_queue ON desk_case (sort_at, id) WHERE status IN ('new', 'open', 'waiting');
    CREATE INDEX case_bucket_queue ON desk_case (bucket, sort_at, id) WHERE status IN ('new', 'open', 'waiting');
    CREATE INDEX case_owner_queue ON desk_case (owner_id, sort_at, id) WHERE status IN ('new', 'open', 'waiting');
    CREATE INDEX case_snoozed ON desk_case (snoozed_until, id) WHERE status = 'snoozed';
    CREATE INDEX case_private ON desk_case (sort_at, id) WHERE is_private = 1 AND status <> 'resolved';
    CREATE INDEX case_resolved ON desk_case (resolved_at, id) WHERE status = 'resolved';
    CREATE INDEX case_due ON desk_case (due_at, id) WHERE status <> 'resolved' AND first_response_at IS NULL;
    CREATE INDEX case_unbreached ON desk_case (due_at, id)
      WHERE status <> 'resolved' AND first_response_at IS NULL AND breached_at IS NULL;
    CREATE INDEX case_queued ON desk_case (queued_at, id);
    CREATE INDEX case_unanswered ON desk_case (queued_at, due_at, id) WHERE status <> 'resolved' AND first_response_at IS NULL;
    CREATE INDEX case_contact ON desk_case (contact_id, id) WHERE contact_id IS NOT NULL;

    CREATE TABLE case_cycle (
      case_id INTEGER NOT NULL REFERENCES desk_case (id),
      cycle INTEGER NOT NULL,
      bucket TEXT NOT NULL,
      priority INTEGER NOT NULL,
      queued_at INTEGER NOT NULL,
      target_ms INTEGER NOT NULL,
      due_at INTEGER,
      first_opened_at INTEGER,
      submitted_at INTEGER,
      approved_at INTEGER,
      first_response_at INTEGER,
      breached_at INTEGER,
      resolved_at INTEGER,
      resolution TEXT,
      PRIMARY KEY (case_id, cycle)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX case_cycle_queued ON case_cycle (queued_at, case_id, cycle);

    CREATE TABLE case_note (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      case_id INTEGER NOT NULL REFERENCES desk_case (id),
      person_id INTEGER NOT NULL REFERENCES person (id),
      at INTEGER NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX case_note_case ON case_note (case_id, id);

    CREATE TABLE activity (
      id INTEGER PRIMARY KEY,
      case_id INTEGER NOT NULL REFERENCES desk_case (id),
      person_id INTEGER NOT NULL REFERENCES person (id),
      from_at INTEGER NOT NULL,
      to_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX activity_case ON activity (case_id, id);
  `,
};
