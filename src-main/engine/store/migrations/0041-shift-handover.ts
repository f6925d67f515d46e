import type { Migration } from "./migration.ts";

export const shiftHandover: Migration = { name: "0041-shift-handover", sql: "" };
