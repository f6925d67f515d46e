import type { Migration } from "./migration.ts";

/** Sources that nobody polls: what people enter by hand, with its picture, and what was imported from another tool. */
export const byHand: Migration = {
  name: "0014-by-hand",
  sql: `
    ALTER TABLE source ADD COLUMN kind TEXT NOT NULL DEFAULT 'feed' CHECK (kind IN ('feed', 'by_hand', 'import'));
    ALTER TABLE item ADD COLUMN entered_by INTEGER REFERENCES person (id);

    -- A file on its way in, in parts that each fit a request; dropped when it is used, or after a day.
    CREATE TABLE upload_part (
      upload_id TEXT NOT NULL,
      part INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (upload_id, part)
    ) STRICT;
    CREATE INDEX upload_part_at ON upload_part (at);

    -- A picture of what stood on a closed network.
    CREATE TABLE item_picture (
      item_id INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
      type TEXT NOT NULL CHECK (type IN ('image/png', 'image/jpeg', 'image/webp')),
      -- SHA-256 of the bytes.
      hash TEXT NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;

    -- One run of an import. Every row of its file is stored, known, twice in the file, or a problem with its reason.
    CREATE TABLE import (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      job_id TEXT NOT NULL REFERENCES job (public_id),
      source_id INTEGER NOT NULL REFERENCES source (id),
      upload_id TEXT NOT NULL,
      name TEXT NOT NULL,
      -- JSON: which column says what, the time zone, the order of day and month.
      reading TEXT NOT NULL,
      total INTEGER NOT NULL,
      stored INTEGER NOT NULL DEFAULT 0,
      mentions INTEGER NOT NULL DEFAULT 0,
      known INTEGER NOT NULL DEFAULT 0,
      twice INTEGER NOT NULL DEFAULT 0,
      problems INTEGER NOT NULL DEFAULT 0,
      started_by INTEGER REFERENCES person (id),
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX import_job ON import (job_id);

    CREATE TABLE import_problem (
      import_id INTEGER NOT NULL REFERENCES import (id),
      -- Which record of the file, and the line that it begins on.
      row INTEGER NOT NULL,
      line INTEGER NOT NULL,
      -- JSON: a key of the word catalogue with its parameters.
      says TEXT NOT NULL,
      PRIMARY KEY (import_id, row)
    ) STRICT, WITHOUT ROWID;
  `,
};
