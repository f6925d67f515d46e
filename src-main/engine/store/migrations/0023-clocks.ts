import type { Migration } from "./migration.ts";

/** The clocks of next answers, resolutions and approvals with their warnings, and the stretches without a network. */
export const clocks: Migration = {
  name: "0023-clocks",
  sql: `
    -- Which answer a cycle waits for: the first one, or the next after they came back to an answer.
    ALTER TABLE desk_case ADD COLUMN responds TEXT NOT NULL DEFAULT 'first' CHECK (responds IN ('first', 'next'));
    -- Three quarters of the target; cases of older programs are not warned of.
    ALTER TABLE desk_case ADD COLUMN warn_at INTEGER;
    ALTER TABLE desk_case ADD COLUMN warned_at INTEGER;
    ALTER TABLE desk_case ADD COLUMN resolution_target_ms INTEGER;
    ALTER TABLE desk_case ADD COLUMN resolution_due_at INTEGER;
    ALTER TABLE desk_case ADD COLUMN resolution_warn_at INTEGER;
    ALTER TABLE desk_case ADD COLUMN resolution_warned_at INTEGER;
    ALTER TABLE desk_case ADD COLUMN resolution_breached_at INTEGER;
    CREATE INDEX case_unwarned ON desk_case (warn_at, id)
      WHERE status <> 'resolved' AND first_response_at IS NULL AND warned_at IS NULL AND breached_at IS NULL;
    CREATE INDEX case_resolution_unwarned ON desk_case (resolution_warn_at, id)
      WHERE status <> 'resolved' AND resolution_warned_at IS NULL AND resolution_breached_at IS NULL;
    CREATE INDEX case_resolution_unbreached ON desk_case (resolution_due_at, id)
      WHERE status <> 'resolved' AND resolution_breached_at IS NULL;

    ALTER TABLE case_cycle ADD COLUMN responds TEXT NOT NULL DEFAULT 'first' CHECK (responds IN ('first', 'next'));
    ALTER TABLE case_cycle ADD COLUMN resolution_target_ms INTEGER;
    ALTER TABLE case_cycle ADD COLUMN resolution_due_at INTEGER;
    ALTER TABLE case_cycle ADD COLUMN resolution_breached_at INTEGER;

    -- One row for each time that words were handed to their approvers.
    CREATE TABLE approval_clock (
      id INTEGER PRIMARY KEY,
      reply_id INTEGER NOT NULL REFERENCES reply (id),
      case_id INTEGER NOT NULL REFERENCES desk_case (id),
      cycle INTEGER NOT NULL,
      started_at INTEGER NOT NULL,
      target_ms INTEGER NOT NULL,
      due_at INTEGER,
      warn_at INTEGER,
      warned_at INTEGER,
      breached_at INTEGER,
      ended_at INTEGER,
      outcome TEXT CHECK (outcome IN ('approved', 'returned', 'stopped'))
    ) STRICT;
    CREATE UNIQUE INDEX approval_clock_running ON approval_clock (reply_id) WHERE ended_at IS NULL;
    CREATE INDEX approval_clock_case ON approval_clock (case_id, cycle, id);
    CREATE INDEX approval_clock_warn ON approval_clock (warn_at, id) WHERE ended_at IS NULL AND warned_at IS NULL;
    CREATE INDEX approval_clock_due ON approval_clock (due_at, id) WHERE ended_at IS NULL AND breached_at IS NULL;

    -- Beside running_span: the engine ran, and reached nobody.
    CREATE TABLE offline_span (
      id INTEGER PRIMARY KEY,
      from_at INTEGER NOT NULL,
      to_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX offline_span_end ON offline_span (to_at);
  `,
};
