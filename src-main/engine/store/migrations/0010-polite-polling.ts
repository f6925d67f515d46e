import type { Migration } from "./migration.ts";

/** What a source's answers taught about when and where to ask next, and a log of the last fetches. */
export const politePolling: Migration = {
  name: "0010-polite-polling",
  sql: `
    -- Minutes: what Cache-Control or Expires of the last answer asked for, and what its own pace of entries suggests.
    ALTER TABLE source ADD COLUMN hint_minutes INTEGER;
    ALTER TABLE source ADD COLUMN pace_minutes INTEGER;
    -- Its server asked for rest until this moment: nobody asks it before, by hand neither.
    ALTER TABLE source ADD COLUMN rest_until INTEGER;
    -- When it was last read whole, without validators or because they had changed.
    ALTER TABLE source ADD COLUMN full_fetch_at INTEGER;
    -- A permanent redirect is believed after the same answer several times over a day.
    ALTER TABLE source ADD COLUMN moved_to TEXT;
    ALTER TABLE source ADD COLUMN moved_seen INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE source ADD COLUMN moved_since INTEGER;
    -- Its last answer broke the rules of its format and was read all the same.
    ALTER TABLE source ADD COLUMN repaired INTEGER NOT NULL DEFAULT 0 CHECK (repaired IN (0, 1));

    -- Addresses that a source had before.
    CREATE TABLE source_address (
      id INTEGER PRIMARY KEY,
      source_id INTEGER NOT NULL REFERENCES source (id),
      url TEXT NOT NULL,
      until INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX source_address_source ON source_address (source_id, id);

    -- The last fetches of each source, for the people who ask why; older ones are dropped.
    CREATE TABLE fetch (
      id INTEGER PRIMARY KEY,
      source_id INTEGER NOT NULL REFERENCES source (id),
      at INTEGER NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('stored', 'same', 'not_modified', 'failed', 'offline')),
      conditional INTEGER NOT NULL CHECK (conditional IN (0, 1)),
      http_status INTEGER,
      bytes INTEGER,
      took_ms INTEGER,
      new_items INTEGER,
      trouble TEXT,
      next_check_at INTEGER
    ) STRICT;
    CREATE INDEX fetch_source ON fetch (source_id, id);
  `,
};
