import type { Migration } from "./migration.ts";

/** What the CRM calls our contacts, complaints and interactions: stored as soon as it is known. */
export const crmRecords: Migration = { name: "0036-crm-records", sql: `` };
