import type { Generated } from "kysely";

// Rows of shifts, their signed handovers, and promises. Times are ms since 1970, UTC.

export type ShiftTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly opened_at: number;
  readonly opened_by: number;
  readonly closed_at: number | null;
  readonly closed_by: number | null;
  readonly text: Generated<string>;
  readonly version: Generated<number>;
  readonly text_version: Generated<number>;
  readonly text_by: Generated<number | null>;
  readonly text_at: Generated<number | null>;
};

export type ShiftHandoverTable = {
  readonly shift_id: number;
  readonly document: string;
  readonly hash: string;
};

export type ShiftWordsTable = {
  readonly shift_id: number;
  readonly hash: string;
  readonly case_id: string | null;
  readonly salt: string;
  readonly words: string;
  readonly struck_at: number | null;
};

export type ShiftSignatureTable = {
  readonly shift_id: number;
  readonly part: "handover" | "takeover";
  readonly person_id: number;
  readonly at: number;
  readonly hash: string;
  readonly alone: 0 | 1;
};

export type PromiseTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly case_id: number;
  readonly reply_id: number | null;
  readonly what: string | null;
  readonly to_whom: string | null;
  readonly due_at: number;
  readonly made_by: number;
  readonly made_at: number;
  readonly kept_by: Generated<number | null>;
  readonly kept_at: Generated<number | null>;
  readonly broken_at: Generated<number | null>;
  readonly withdrawn_by: Generated<number | null>;
  readonly withdrawn_at: Generated<number | null>;
  readonly version: Generated<number>;
};
