import type { Migration } from "./migration.ts";

/** Departments, claims and handle time. */
export const peopleAtWork: Migration = {
  name: "0024-people-at-work",
  sql: "",
};
