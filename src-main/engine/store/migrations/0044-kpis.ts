import type { Migration } from "./migration.ts";

export const kpis: Migration = { name: "0044-kpis", sql: "" };
