import type { Migration } from "./migration.ts";

/** Accounts as sources. */
export const accountSources: Migration = { name: "0034-account-sources", sql: "" };
