import type { Generated } from "kysely";

export type CheckListsTable = {
  readonly version: number;
  /** JSON of CheckLists. */
  readonly lists: string;
  readonly saved_at: number;
  readonly saved_by: number | null;
};

export type ReplySignatureTable = {
  readonly id: Generated<number>;
  readonly reply_id: number;
  readonly rule: string;
  readonly words: string;
  /** The sentence, or the whole text for a rule on all of it. */
  readonly pin: string;
  readonly reason: string;
  readonly person_id: number | null;
  readonly at: number;
  readonly voided_at: number | null;
};
