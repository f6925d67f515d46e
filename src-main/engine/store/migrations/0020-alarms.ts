import type { Migration } from "./migration.ts";

/** Alarms with what they rest on, the mentions of each, and what people taught the bounds of a series. */
export const alarms: Migration = {
  name: "0020-alarms",
  sql: `
    CREATE TABLE alarm (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      series TEXT NOT NULL,
      also TEXT NOT NULL DEFAULT '[]',
      state TEXT NOT NULL CHECK (state IN ('raised', 'ongoing', 'ended', 'dismissed')),
      coordinated INTEGER NOT NULL DEFAULT 0 CHECK (coordinated IN (0, 1)),
      confidence TEXT NOT NULL,
      measure TEXT NOT NULL,
      evidence TEXT NOT NULL,
      since INTEGER NOT NULL,
      raised_at INTEGER NOT NULL,
      over_at INTEGER NOT NULL,
      sharp_at INTEGER,
      ended_at INTEGER,
      dismissed_at INTEGER,
      muted_until INTEGER,
      notice_at INTEGER,
      mentions INTEGER NOT NULL DEFAULT 0,
      authors INTEGER NOT NULL DEFAULT 0,
      top_term TEXT,
      version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX alarm_raised ON alarm (raised_at, id);
    CREATE INDEX alarm_running ON alarm (raised_at, id) WHERE state IN ('raised', 'ongoing');

    -- Which mentions an alarm is about; a purge takes them away and leaves the alarm.
    CREATE TABLE alarm_mention (
      alarm_id INTEGER NOT NULL REFERENCES alarm (id),
      mention_id INTEGER NOT NULL REFERENCES mention (id) ON DELETE CASCADE,
      PRIMARY KEY (alarm_id, mention_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX alarm_mention_mention ON alarm_mention (mention_id, alarm_id);

    -- "Not an alarm": the bounds of a series stand higher by a factor that fades.
    CREATE TABLE alarm_taught (
      series TEXT PRIMARY KEY,
      factor REAL NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
