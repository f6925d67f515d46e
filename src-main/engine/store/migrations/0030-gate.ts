import type { Migration } from "./migration.ts";

/** Approval policies, comments on sentences, edits by approvers. */
export const gate: Migration = { name: "0030-gate", sql: "" };
