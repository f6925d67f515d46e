import type { Migration } from "./migration.ts";

/** The way from a public complaint to a private solution. */
export const privatePath: Migration = {
  name: "0027-private-path",
  sql: "",
};
