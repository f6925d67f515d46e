import type { Generated } from "kysely";

// Rows of people at work together. Times are ms since 1970, UTC.

export type DepartmentTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly name: string;
  /** JSON: the buckets whose stories it sees beside those that are given to it. */
  readonly buckets: Generated<string>;
  readonly version: Generated<number>;
  readonly removed_at: number | null;
};

export type DepartmentNameTable = {
  readonly name: string;
  readonly department_id: number;
};

export type DepartmentMemberTable = {
  readonly department_id: number;
  readonly person_id: number;
  readonly view_only: Generated<0 | 1>;
};

export type ClaimNoticeTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly person_id: number;
  readonly kind: "taken" | "given";
  readonly case_id: number;
  readonly cases: number;
  readonly by_id: number;
  readonly to_id: number | null;
  readonly reason: string;
  readonly batch_id: string;
  readonly at: number;
  readonly seen_at: number | null;
};

export type ReplyWordsTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly reply_id: number;
  readonly person_id: number | null;
  readonly at: number;
  readonly text: string;
  readonly fields: string;
};
