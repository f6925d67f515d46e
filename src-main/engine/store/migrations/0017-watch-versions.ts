import type { Migration } from "./migration.ts";

/**
 * A watch's versions hold all that was saved, and who saved it; a watch that took too long says since when it is off; and each
 * carries the sum of its slots, so that a list of watches adds nothing up.
 */
export const watchVersions: Migration = {
  name: "0017-watch-versions",
  sql: `
    ALTER TABLE watch_version ADD COLUMN name TEXT;
    ALTER TABLE watch_version ADD COLUMN "set" TEXT;
    ALTER TABLE watch_version ADD COLUMN saved_by INTEGER REFERENCES person (id);
    ALTER TABLE watch ADD COLUMN overran_at INTEGER;
    ALTER TABLE watch ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
    UPDATE watch
    SET mentions = (SELECT coalesce(sum(mentions), 0) FROM slot_watch WHERE watch_id = watch.id);
  `,
};
