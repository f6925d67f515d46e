import type { Migration } from "./migration.ts";

/** Departments with their queues and view-only members, notices about claims, shared drafts, recorded work by time. */
export const peopleAtWork: Migration = {
  name: "0024-people-at-work",
  sql: `
    ALTER TABLE department ADD COLUMN buckets TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE department ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE department ADD COLUMN removed_at INTEGER;
    ALTER TABLE department_member ADD COLUMN view_only INTEGER NOT NULL DEFAULT 0 CHECK (view_only IN (0, 1));
    CREATE INDEX department_member_person ON department_member (person_id, department_id);

    -- Names that a department had before: what was given to it under one of them is still its own.
    CREATE TABLE department_name (
      name TEXT PRIMARY KEY COLLATE NOCASE,
      department_id INTEGER NOT NULL REFERENCES department (id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX department_name_department ON department_name (department_id);
    CREATE INDEX story_department ON story (department COLLATE NOCASE, newest_at, id) WHERE department IS NOT NULL;

    -- One row for each act and person told, however many cases the act took or gave.
    CREATE TABLE claim_notice (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      person_id INTEGER NOT NULL REFERENCES person (id),
      kind TEXT NOT NULL CHECK (kind IN ('taken', 'given')),
      case_id INTEGER NOT NULL REFERENCES desk_case (id) ON DELETE CASCADE,
      cases INTEGER NOT NULL,
      by_id INTEGER NOT NULL REFERENCES person (id),
      to_id INTEGER REFERENCES person (id),
      reason TEXT NOT NULL,
      batch_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      seen_at INTEGER
    ) STRICT;
    CREATE INDEX claim_notice_unseen ON claim_notice (person_id, id) WHERE seen_at IS NULL;
    CREATE UNIQUE INDEX claim_notice_batch ON claim_notice (batch_id, person_id, kind);
    CREATE INDEX claim_notice_case ON claim_notice (case_id);

    ALTER TABLE reply ADD COLUMN saved_by INTEGER REFERENCES person (id);
    -- Words of a draft that somebody else's words took the place of, and words that were given up for theirs.
    CREATE TABLE reply_words (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      reply_id INTEGER NOT NULL REFERENCES reply (id),
      person_id INTEGER REFERENCES person (id),
      at INTEGER NOT NULL,
      text TEXT NOT NULL,
      fields TEXT NOT NULL
    ) STRICT;
    CREATE INDEX reply_words_reply ON reply_words (reply_id, id);

    CREATE INDEX activity_time ON activity (from_at, id);
  `,
};
