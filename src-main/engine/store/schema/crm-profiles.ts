import type { Generated } from "kysely";

// What CRMs said of contacts. Times are ms since 1970, UTC.

export type CrmProfileTable = {
  readonly target_id: number;
  readonly contact_id: number;
  readonly contact_version: number;
  readonly profile: string | null;
  readonly read_at: number | null;
  readonly trouble: string | null;
  readonly error_class: string | null;
  readonly failures: Generated<number>;
  readonly next_at: Generated<number>;
};
