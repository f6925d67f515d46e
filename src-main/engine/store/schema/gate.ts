import type { Generated } from "kysely";

// Rows of the gate before public words. Times are ms since 1970, UTC.

export type ApprovalPolicyTable = {
  readonly version: number;
  readonly rows: string;
  readonly saved_at: number;
  readonly saved_by: number | null;
};

export type LegalLaneTable = {
  readonly case_id: number;
  readonly added_by: number | null;
  readonly added_at: number;
};

export type ReplyRevisionTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly reply_id: number;
  readonly person_id: number | null;
  readonly at: number;
  readonly kind: "submitted" | "edited";
  readonly text: string;
};

export type ReplyCommentTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly reply_id: number;
  readonly person_id: number | null;
  readonly at: number;
  readonly sentence: string;
  readonly nth: number;
  readonly text: string;
  readonly resolved_at: number | null;
  readonly resolved_by: number | null;
};

export type ContactReachTable = {
  readonly contact_id: number;
  readonly followers: number;
  readonly source: string;
  readonly at: number;
  readonly set_by: number | null;
};
