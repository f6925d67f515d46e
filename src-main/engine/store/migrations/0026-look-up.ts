import type { Migration } from "./migration.ts";

/** The index that finds a contact while they are on the phone. */
export const lookUp: Migration = {
  name: "0026-look-up",
  sql: "",
};
