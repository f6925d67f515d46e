import type { Migration } from "./migration.ts";

/** What is logged, as the desk chose it. */
export const crmLogging: Migration = { name: "0037-crm-logging", sql: `` };
