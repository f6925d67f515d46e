import type { Migration } from "./migration.ts";

/** The way from a public complaint to a private solution, one for a cycle of a case. */
export const privatePath: Migration = {
  name: "0027-private-path",
  sql: `
    CREATE TABLE private_path (
      case_id INTEGER NOT NULL REFERENCES desk_case (id),
      cycle INTEGER NOT NULL,
      invited_at INTEGER,
      contacted_at INTEGER,
      confirmed_at INTEGER,
      solved_at INTEGER,
      closed_out_at INTEGER,
      declined_at INTEGER,
      via TEXT,
      -- When somebody is to be reminded of a path that stands still; null where nothing is due.
      remind_at INTEGER,
      reminded_at INTEGER,
      PRIMARY KEY (case_id, cycle)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX private_path_reminder ON private_path (remind_at) WHERE remind_at IS NOT NULL AND reminded_at IS NULL;
  `,
};
