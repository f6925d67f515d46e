import type { Migration } from "./migration.ts";

/** What the CRM said of a contact, with the moment it said so. */
export const crmProfiles: Migration = { name: "0038-crm-profiles", sql: `` };
