import type { Migration } from "./migration.ts";

/** Conversations on networks and when they are read again. */
export const conversations: Migration = { name: "0033-conversations", sql: "" };
