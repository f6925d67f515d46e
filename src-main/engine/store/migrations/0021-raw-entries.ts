import type { Migration } from "./migration.ts";

/** Unchanged entries of a source are known by the bytes they came in. */
export const rawEntries: Migration = {
  name: "0021-raw-entries",
  sql: "",
};
