import type { Migration } from "./migration.ts";

export const displays: Migration = { name: "0042-displays", sql: "" };
