import type { Generated } from "kysely";

// Rows of the look-up and of what may be said. Times are ms since 1970, UTC.

export type ContactLookUpTable = {
  readonly id: number;
  readonly contact_id: number;
  readonly last_at: number;
  readonly names: string;
  readonly handles: string;
  readonly numbers: string;
  readonly mails: string;
};

export type ContactChangedTable = { readonly contact_id: number };

export type CaseLineTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly case_id: number;
  readonly text: string;
  readonly proposed_by: number;
  readonly proposed_at: number;
  readonly expires_at: number;
  readonly approved_by: number | null;
  readonly approved_at: number | null;
  readonly withdrawn_by: number | null;
  readonly withdrawn_at: number | null;
  readonly version: Generated<number>;
};
