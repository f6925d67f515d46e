import type { Migration } from "./migration.ts";

/** What the desktop keeps: keys of each person, notices. */
export const desktop: Migration = {
  name: "0028-desktop",
  sql: "",
};
