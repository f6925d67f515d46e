import type { Generated } from "kysely";

// Rows of saved reports and their runs. Times are ms since 1970, UTC.

export type SavedReportTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly name: string;
  readonly plan: string;
  readonly created_by: number | null;
  readonly created_at: number;
  readonly due_at: number | null;
  readonly shifts_until: number | null;
  readonly version: Generated<number>;
  readonly removed_at: number | null;
};

export type ReportRunTable = {
  readonly id: Generated<number>;
  readonly report_id: number;
  readonly planned_at: number;
  readonly from_at: number;
  readonly to_at: number;
  readonly skipped: Generated<number>;
  readonly state: "waiting" | "written" | "given_up";
  readonly tries: Generated<number>;
  readonly next_at: number | null;
  readonly failed_at: number | null;
  readonly says: string | null;
  readonly files: Generated<string>;
  readonly ended_at: number | null;
};
