import type { Migration } from "./migration.ts";

/** Sources that nobody polls: what people enter by hand, and what was imported from another tool. */
export const byHand: Migration = {
  name: "0014-by-hand",
  sql: `
    ALTER TABLE source ADD COLUMN kind TEXT NOT NULL DEFAULT 'feed' CHECK (kind IN ('feed', 'by_hand', 'import'));
    ALTER TABLE item ADD COLUMN entered_by INTEGER REFERENCES person (id);
  `,
};
