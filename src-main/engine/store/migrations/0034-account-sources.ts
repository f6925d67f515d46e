import type { Migration } from "./migration.ts";

/** Accounts of ours that are listened to as sources. */
export const accountSources: Migration = {
  name: "0034-account-sources",
  sql: `
    -- A source that is heard through an account of ours: what names or answers it, or posts with the words that are searched.
    ALTER TABLE source ADD COLUMN account_id INTEGER REFERENCES account (id);
    ALTER TABLE source ADD COLUMN account_words TEXT;
    -- Where the last answer of its server ended.
    ALTER TABLE source ADD COLUMN account_cursor TEXT;
    CREATE INDEX source_account ON source (account_id) WHERE account_id IS NOT NULL;
  `,
};
