import type { Migration } from "./migration.ts";

/** Whether the computer slept or the desk was off, and the hours of before, by which past clocks go on being judged. */
export const deskTime: Migration = {
  name: "0040-desk-time",
  sql: `
    -- 1 = the engine lived on, and its computer slept before this stretch; 0 = it was started.
    ALTER TABLE running_span ADD COLUMN woke INTEGER NOT NULL DEFAULT 0 CHECK (woke IN (0, 1));

    -- JSON as engine/store/past-hours.ts writes it: the hours that were in force until then.
    CREATE TABLE past_hours (
      id INTEGER PRIMARY KEY,
      until_at INTEGER NOT NULL,
      hours TEXT NOT NULL
    ) STRICT;
  `,
};
