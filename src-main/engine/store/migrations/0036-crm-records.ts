import type { Migration } from "./migration.ts";

/** What the CRM calls our contacts, complaints and interactions: stored as soon as it is known. */
export const crmRecords: Migration = {
  name: "0036-crm-records",
  sql: `
    ALTER TABLE delivery ADD COLUMN kind TEXT NOT NULL DEFAULT 'interaction'
      CHECK (kind IN ('interaction', 'correction', 'erasure'));
    -- The delivery that this one corrects.
    ALTER TABLE delivery ADD COLUMN corrects_id INTEGER REFERENCES delivery (id);
    ALTER TABLE delivery ADD COLUMN remote_id TEXT;
    -- JSON: the names of the fields that a person changed after the snapshot.
    ALTER TABLE delivery ADD COLUMN edited TEXT;
    -- Follows the payload by itself, so that nothing of a person stays when it is erased.
    ALTER TABLE delivery ADD COLUMN contact_name TEXT
      GENERATED ALWAYS AS (COALESCE(json_extract(payload, '$.contact.name') || ' ', '')
        || COALESCE(json_extract(payload, '$.contact.handle'), '')) VIRTUAL;
    CREATE INDEX delivery_contact ON delivery (contact_name, id);
    CREATE INDEX delivery_target ON delivery (target_id, id);
    CREATE INDEX delivery_target_state ON delivery (target_id, state, id);
    CREATE INDEX delivery_corrects ON delivery (corrects_id) WHERE corrects_id IS NOT NULL;
    -- The head of each contact's line, without a walk over what was delivered before.
    CREATE INDEX delivery_waiting ON delivery (target_id, contact_key, id) WHERE state IN ('queued', 'sending');
    CREATE INDEX delivery_buried ON delivery (target_id, contact_key, id) WHERE state = 'dead' AND skipped = 0;
    CREATE INDEX delivery_failing ON delivery (target_id, id) WHERE state = 'queued' AND attempts > 0;
    CREATE INDEX delivery_work ON delivery (state, skipped) WHERE state IN ('queued', 'sending', 'dead');

    CREATE TABLE crm_contact (
      target_id INTEGER NOT NULL REFERENCES crm_target (id),
      contact_key TEXT NOT NULL,
      -- NULL: looked for and not found, and its making was begun.
      remote_id TEXT,
      url TEXT,
      is_ours INTEGER NOT NULL CHECK (is_ours IN (0, 1)),
      at INTEGER NOT NULL,
      PRIMARY KEY (target_id, contact_key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE crm_complaint (
      target_id INTEGER NOT NULL REFERENCES crm_target (id),
      case_id INTEGER NOT NULL REFERENCES desk_case (id),
      remote_id TEXT NOT NULL,
      url TEXT,
      at INTEGER NOT NULL,
      PRIMARY KEY (target_id, case_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
