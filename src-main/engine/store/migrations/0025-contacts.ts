import type { Migration } from "./migration.ts";

/** Profiles of contacts, their handles, numbers and merges. */
export const contacts: Migration = {
  name: "0025-contacts",
  sql: `
    -- customer, staff, advocate, media, other
    ALTER TABLE contact ADD COLUMN kind TEXT NOT NULL DEFAULT 'customer';
    -- For finding and sorting; empty until the engine has folded it once.
    ALTER TABLE contact ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
    ALTER TABLE contact ADD COLUMN organisation TEXT;
    ALTER TABLE contact ADD COLUMN town TEXT;
    -- The contact that this one was found to be; what it had is there, and this row shows nowhere.
    ALTER TABLE contact ADD COLUMN merged_into INTEGER REFERENCES contact (id);
    ALTER TABLE contact ADD COLUMN removed_at INTEGER;
    ALTER TABLE contact ADD COLUMN import_id INTEGER;
    CREATE INDEX contact_name ON contact (name_folded, id) WHERE merged_into IS NULL AND removed_at IS NULL;
    CREATE INDEX contact_kind ON contact (kind, name_folded, id) WHERE merged_into IS NULL AND removed_at IS NULL;
    CREATE INDEX contact_merged ON contact (merged_into) WHERE merged_into IS NOT NULL;
    CREATE INDEX contact_unfolded ON contact (id) WHERE name_folded = '';
    CREATE INDEX contact_import_added ON contact (import_id, id) WHERE import_id IS NOT NULL;

    -- The bare name in a handle, the same on every network: "@Hettie@mastodon.example" and "hettie.bsky.social" are "hettie".
    ALTER TABLE contact_handle ADD COLUMN folded TEXT NOT NULL DEFAULT '';
    CREATE INDEX contact_handle_folded ON contact_handle (folded, contact_id) WHERE folded <> '';

    CREATE TABLE contact_phone (
      id INTEGER PRIMARY KEY,
      contact_id INTEGER NOT NULL REFERENCES contact (id),
      -- As somebody wrote it.
      written TEXT NOT NULL,
      -- "+4930901820": with the calling code where it is known, the country of the desk where the number names none; else the bare digits.
      digits TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX contact_phone_contact ON contact_phone (contact_id, digits);
    CREATE INDEX contact_phone_digits ON contact_phone (digits, contact_id);

    CREATE TABLE contact_email (
      id INTEGER PRIMARY KEY,
      contact_id INTEGER NOT NULL REFERENCES contact (id),
      written TEXT NOT NULL,
      folded TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX contact_email_contact ON contact_email (contact_id, folded);
    CREATE INDEX contact_email_folded ON contact_email (folded, contact_id);

    -- Only us: nothing that is posted or delivered reads this table.
    CREATE TABLE contact_note (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      contact_id INTEGER NOT NULL REFERENCES contact (id),
      person_id INTEGER REFERENCES person (id),
      at INTEGER NOT NULL,
      text TEXT NOT NULL,
      removed_at INTEGER
    ) STRICT;
    CREATE INDEX contact_note_contact ON contact_note (contact_id, at, id) WHERE removed_at IS NULL;

    CREATE INDEX delivery_case ON delivery (case_id, id);

    -- Two contacts that were found to be one, and all that it takes to make them two again.
    CREATE TABLE contact_merge (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      survivor_id INTEGER NOT NULL REFERENCES contact (id),
      merged_id INTEGER NOT NULL REFERENCES contact (id),
      at INTEGER NOT NULL,
      by_id INTEGER REFERENCES person (id),
      -- JSON: why they were taken for one.
      reasons TEXT NOT NULL,
      -- JSON: both as they were, and what moved from the one to the other.
      before TEXT NOT NULL,
      undone_at INTEGER,
      undone_by INTEGER REFERENCES person (id)
    ) STRICT;
    CREATE INDEX contact_merge_survivor ON contact_merge (survivor_id, id);
    CREATE INDEX contact_merge_merged ON contact_merge (merged_id, id);

    -- Two contacts that somebody knows to be two; the smaller row first.
    CREATE TABLE contact_apart (
      one_id INTEGER NOT NULL REFERENCES contact (id),
      other_id INTEGER NOT NULL REFERENCES contact (id),
      at INTEGER NOT NULL,
      by_id INTEGER REFERENCES person (id),
      PRIMARY KEY (one_id, other_id),
      CHECK (one_id < other_id)
    ) STRICT, WITHOUT ROWID;

    -- One run of an import of contacts. Every record of its file is added, filled in, known, or a problem with its reason.
    CREATE TABLE contact_import (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      job_id TEXT NOT NULL REFERENCES job (public_id),
      upload_id TEXT NOT NULL,
      name TEXT NOT NULL,
      -- JSON: the form of the file, which column says what, and what becomes of those who are known.
      reading TEXT NOT NULL,
      total INTEGER NOT NULL,
      added INTEGER NOT NULL DEFAULT 0,
      filled INTEGER NOT NULL DEFAULT 0,
      known INTEGER NOT NULL DEFAULT 0,
      problems INTEGER NOT NULL DEFAULT 0,
      started_by INTEGER REFERENCES person (id),
      at INTEGER NOT NULL,
      undone_at INTEGER
    ) STRICT;
    CREATE INDEX contact_import_job ON contact_import (job_id);

    CREATE TABLE contact_import_problem (
      import_id INTEGER NOT NULL REFERENCES contact_import (id),
      -- Which record of the file, and the line that it begins on.
      row INTEGER NOT NULL,
      line INTEGER NOT NULL,
      -- JSON: a key of the word catalogue with its parameters.
      says TEXT NOT NULL,
      PRIMARY KEY (import_id, row)
    ) STRICT, WITHOUT ROWID;
  `,
};
