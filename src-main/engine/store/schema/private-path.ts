import type { PrivateVia } from "../../../contract/methods/private-path.ts";

export type PrivatePathTable = {
  readonly case_id: number;
  readonly cycle: number;
  readonly invited_at: number | null;
  readonly contacted_at: number | null;
  readonly confirmed_at: number | null;
  readonly solved_at: number | null;
  readonly closed_out_at: number | null;
  readonly declined_at: number | null;
  readonly via: PrivateVia | null;
  readonly remind_at: number | null;
  readonly reminded_at: number | null;
};
