import type { Generated } from "kysely";
import type { InteractionType } from "../../../domain/crm/interaction.ts";

// What is logged. Times are ms since 1970, UTC.

export type CrmLoggingTable = {
  readonly version: number;
  readonly choices: string;
  readonly saved_at: number;
  readonly saved_by: number | null;
};

export type InteractionTable = {
  readonly id: Generated<number>;
  readonly key: string;
  readonly type: InteractionType;
  readonly case_id: number;
  readonly cycle: number;
  readonly reply_id: number | null;
  readonly item_id: number | null;
  readonly person_id: number | null;
  readonly note: string | null;
  readonly occurred_at: number;
  readonly snapshot: string | null;
  readonly logged_at: number | null;
  readonly erased_at: number | null;
};
