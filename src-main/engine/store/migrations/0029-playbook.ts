import type { Migration } from "./migration.ts";

/** Scripts as a playbook: conditions, figures, versions. */
export const playbook: Migration = { name: "0029-playbook", sql: "" };
