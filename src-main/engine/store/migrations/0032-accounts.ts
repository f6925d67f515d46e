import type { Migration } from "./migration.ts";

/** Accounts of ours and what is sent through them. */
export const accounts: Migration = { name: "0032-accounts", sql: "" };
