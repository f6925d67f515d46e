import type { Migration } from "./migration.ts";

export const savedReports: Migration = { name: "0043-saved-reports", sql: "" };
