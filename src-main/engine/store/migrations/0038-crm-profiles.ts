import type { Migration } from "./migration.ts";

/** What a CRM said of a contact, with the moment it said so: a cache, that goes with its contact and its target. */
export const crmProfiles: Migration = {
  name: "0038-crm-profiles",
  sql: `
    CREATE TABLE crm_profile (
      target_id INTEGER NOT NULL REFERENCES crm_target (id) ON DELETE CASCADE,
      contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
      -- Of the contact when it was asked for: another version may be found by another number or address.
      contact_version INTEGER NOT NULL,
      -- JSON as engine/store/crm-profile.ts writes it; null = the CRM knows nobody, or did not answer yet.
      profile TEXT,
      -- When the CRM answered last; null = never.
      read_at INTEGER,
      -- Why the last reading came to nothing, as words; null = it did not fail.
      trouble TEXT,
      error_class TEXT,
      failures INTEGER NOT NULL DEFAULT 0,
      -- Not before this moment after a failure.
      next_at INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (target_id, contact_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX crm_profile_contact ON crm_profile (contact_id, target_id);
    CREATE INDEX crm_profile_read ON crm_profile (read_at);
  `,
};
