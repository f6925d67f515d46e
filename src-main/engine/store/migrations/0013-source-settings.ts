import type { Migration } from "./migration.ts";

/** What a person sets for one source: whose it is, how long it is kept, and how it signs in (the secret is in the keyring). */
export const sourceSettings: Migration = {
  name: "0013-source-settings",
  sql: `
    ALTER TABLE source ADD COLUMN department TEXT;
    ALTER TABLE source ADD COLUMN retention_days INTEGER;
    ALTER TABLE source ADD COLUMN sign_in TEXT CHECK (sign_in IN ('basic', 'header'));
    -- The user's name, or the name of the header.
    ALTER TABLE source ADD COLUMN sign_in_name TEXT;
  `,
};
