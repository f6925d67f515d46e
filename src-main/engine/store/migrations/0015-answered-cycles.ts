import type { Migration } from "./migration.ts";

/** Finds the cases that people responded to, for the share of a source's mentions that led to action. */
export const answeredCycles: Migration = {
  name: "0015-answered-cycles",
  sql: `
    CREATE INDEX case_cycle_answered ON case_cycle (case_id) WHERE first_response_at IS NOT NULL;
  `,
};
