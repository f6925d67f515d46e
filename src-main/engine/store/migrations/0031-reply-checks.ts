import type { Migration } from "./migration.ts";

/** Lists of words that a reply is checked against, and what was signed. */
export const replyChecks: Migration = { name: "0031-reply-checks", sql: "" };
