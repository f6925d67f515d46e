import type { Migration } from "./migration.ts";

/** Profiles of contacts, their handles, numbers and merges. */
export const contacts: Migration = {
  name: "0025-contacts",
  sql: "",
};
