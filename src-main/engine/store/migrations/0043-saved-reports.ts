import type { Migration } from "./migration.ts";

/** Reports that are kept, and written into a folder by themselves; and each time that one fell due. */
export const savedReports: Migration = {
  name: "0043-saved-reports",
  sql: `
    CREATE TABLE saved_report (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      -- JSON as engine/store/saved-report.ts writes it: what, period, filters, formats, folder, schedule.
      plan TEXT NOT NULL,
      created_by INTEGER REFERENCES person (id),
      created_at INTEGER NOT NULL,
      -- When it falls due next by the clock; null = never by the clock.
      due_at INTEGER,
      -- Shifts that closed up to here have had their run; null = it does not follow shifts.
      shifts_until INTEGER,
      version INTEGER NOT NULL DEFAULT 1,
      removed_at INTEGER
    ) STRICT;
    CREATE INDEX saved_report_due ON saved_report (due_at) WHERE due_at IS NOT NULL AND removed_at IS NULL;

    CREATE TABLE report_run (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES saved_report (id),
      -- The moment that it was planned for: its period is seen from here, however late it is written.
      planned_at INTEGER NOT NULL,
      from_at INTEGER NOT NULL,
      to_at INTEGER NOT NULL,
      -- Turns before this one that nobody was there for and that it stands for too.
      skipped INTEGER NOT NULL DEFAULT 0,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'written', 'given_up')),
      tries INTEGER NOT NULL DEFAULT 0,
      next_at INTEGER,
      failed_at INTEGER,
      -- JSON of a Said: what it wrote, or why it could not.
      says TEXT,
      -- JSON: the formats that are written, with their files.
      files TEXT NOT NULL DEFAULT '[]',
      ended_at INTEGER
    ) STRICT;
    CREATE INDEX report_run_waiting ON report_run (next_at) WHERE state = 'waiting';
    CREATE INDEX report_run_report ON report_run (report_id, ended_at);
  `,
};
