import type { Migration } from "./migration.ts";

/** Labels, macros and saved views of the queue. */
export const deskQueue: Migration = {
  name: "0022-desk-queue",
  sql: "",
};
