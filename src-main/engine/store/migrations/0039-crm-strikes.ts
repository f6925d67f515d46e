import type { Migration } from "./migration.ts";

/** What tells a line that a CRM will not take from a CRM that is down, and whose cases are told to nobody any more. */
export const crmStrikes: Migration = {
  name: "0039-crm-strikes",
  sql: `
    -- When the target took a line last.
    ALTER TABLE crm_target ADD COLUMN took_at INTEGER;
    UPDATE crm_target SET took_at = (SELECT max(done_at) FROM delivery WHERE delivery.target_id = crm_target.id);

    ALTER TABLE delivery ADD COLUMN tried_at INTEGER;
    -- Tries that came to nothing while the target took other lines.
    ALTER TABLE delivery ADD COLUMN strikes INTEGER NOT NULL DEFAULT 0;

    -- Whose case it was, was erased.
    ALTER TABLE desk_case ADD COLUMN erased_at INTEGER;
  `,
};
