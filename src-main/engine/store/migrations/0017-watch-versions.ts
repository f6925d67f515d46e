import type { Migration } from "./migration.ts";

/** A watch's versions hold all that was saved, and who saved it; a watch that took too long says since when it is off. */
export const watchVersions: Migration = {
  name: "0017-watch-versions",
  sql: `
    ALTER TABLE watch_version ADD COLUMN name TEXT;
    ALTER TABLE watch_version ADD COLUMN "set" TEXT;
    ALTER TABLE watch_version ADD COLUMN saved_by INTEGER REFERENCES person (id);
    ALTER TABLE watch ADD COLUMN overran_at INTEGER;
  `,
};
