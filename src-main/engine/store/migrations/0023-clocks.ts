import type { Migration } from "./migration.ts";

/** Targets of every clock, holidays, gaps of sleep. */
export const clocks: Migration = {
  name: "0023-clocks",
  sql: "",
};
