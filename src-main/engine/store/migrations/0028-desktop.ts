import type { Migration } from "./migration.ts";

/** What each person likes: keys, notices. It follows them to whichever window they sign in at. */
export const desktop: Migration = {
  name: "0028-desktop",
  sql: `
    CREATE TABLE person_preference (
      person_id INTEGER PRIMARY KEY REFERENCES person (id),
      value TEXT NOT NULL,
      version INTEGER NOT NULL
    ) STRICT;
  `,
};
