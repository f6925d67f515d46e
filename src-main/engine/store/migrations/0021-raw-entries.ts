import type { Migration } from "./migration.ts";

/** Unchanged entries of a source are known by the words they were written in. */
export const rawEntries: Migration = {
  name: "0021-raw-entries",
  sql: `
    -- What the last whole reading of a feed found, while nothing of it was purged: what its entries depend on, and
    -- 32 bytes an entry.
    CREATE TABLE raw_entries (
      source_id INTEGER PRIMARY KEY REFERENCES source (id),
      context TEXT NOT NULL,
      entries BLOB NOT NULL
    ) STRICT;
  `,
};
