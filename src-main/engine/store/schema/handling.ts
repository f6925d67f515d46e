import type { Generated, GeneratedAlways } from "kysely";
import type { Bucket, Network, Priority, Resolution, Role } from "../../../contract/values.ts";

// Rows of the handling half: cases, replies, deliveries. Times are ms since 1970, UTC.

export type DeskCaseTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly story_id: number;
  readonly contact_id: number | null;
  readonly status: "new" | "open" | "waiting" | "snoozed" | "resolved";
  readonly bucket: "unsorted" | "analytics" | "pr" | "care";
  readonly priority: Priority;
  readonly owner_id: number | null;
  readonly claimed_at: number | null;
  readonly cycle: Generated<number>;
  readonly queued_at: number;
  readonly target_ms: number;
  readonly due_at: number | null;
  readonly sort_at: number;
  readonly first_opened_at: number | null;
  readonly first_response_at: number | null;
  readonly breached_at: number | null;
  readonly resolved_at: number | null;
  readonly resolution: Resolution | null;
  readonly resolution_reason: string | null;
  readonly responds: Generated<"first" | "next">;
  readonly warn_at: number | null;
  readonly warned_at: number | null;
  readonly resolution_target_ms: number | null;
  readonly resolution_due_at: number | null;
  readonly resolution_warn_at: number | null;
  readonly resolution_warned_at: number | null;
  readonly resolution_breached_at: number | null;
  readonly snoozed_until: number | null;
  readonly is_private: Generated<0 | 1>;
  readonly wake_on: "answer" | "change" | null;
  readonly duplicate_of: string | null;
  readonly erased_at: Generated<number | null>;
  readonly version: Generated<number>;
};

export type CaseCycleTable = {
  readonly case_id: number;
  readonly cycle: number;
  readonly bucket: Bucket;
  readonly priority: Priority;
  readonly queued_at: number;
  readonly target_ms: number;
  readonly due_at: number | null;
  readonly first_opened_at: number | null;
  readonly submitted_at: number | null;
  readonly approved_at: number | null;
  readonly first_response_at: number | null;
  readonly breached_at: number | null;
  readonly resolved_at: number | null;
  readonly resolution: Resolution | null;
  readonly responds: Generated<"first" | "next">;
  readonly resolution_target_ms: number | null;
  readonly resolution_due_at: number | null;
  readonly resolution_breached_at: number | null;
  /** Of the story's first post when the cycle began; the times only of a first cycle, `published_at` only where it is known. */
  readonly source_id: Generated<number | null>;
  readonly network: Generated<Network | null>;
  readonly published_at: Generated<number | null>;
  readonly first_seen_at: Generated<number | null>;
  /** Recorded work on it, in ms, until its answer and after it; `worked_until` is where the last of it ended. */
  readonly active_ms: Generated<number>;
  readonly wrap_ms: Generated<number>;
  readonly worked_until: Generated<number | null>;
};

/** The cycles that were queued on a day of UTC, packed: see domain/kpi/cycle-columns. Triggers take it away when one of them changes. */
export type CycleDayTable = { readonly day: number; readonly cycles: Uint8Array };

/** One submission of a reply and the time that its approvers have. */
export type ApprovalClockTable = {
  readonly id: Generated<number>;
  readonly reply_id: number;
  readonly case_id: number;
  readonly cycle: number;
  readonly started_at: number;
  readonly target_ms: number;
  readonly due_at: number | null;
  readonly warn_at: number | null;
  readonly warned_at: number | null;
  readonly breached_at: number | null;
  readonly ended_at: number | null;
  readonly outcome: "approved" | "returned" | "stopped" | null;
};

export type CaseNoteTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly case_id: number;
  readonly person_id: number;
  readonly at: number;
  readonly text: string;
};

export type ActivityTable = {
  readonly id: Generated<number>;
  readonly case_id: number;
  readonly person_id: number;
  readonly from_at: number;
  readonly to_at: number;
};

export type ScriptTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly key: string;
  readonly version: Generated<number>;
  readonly removed_at: number | null;
};

export type ScriptVersionTable = {
  readonly script_id: number;
  readonly version: number;
  readonly content: string;
  readonly saved_at: number;
  readonly saved_by: number | null;
  readonly approved_by: number | null;
  readonly approved_at: number | null;
  readonly brought_from: number | null;
};

export type GuidelinesVersionTable = {
  readonly version: number;
  readonly text: string;
  readonly saved_at: number;
  readonly saved_by: number | null;
};

export type ReplyTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly case_id: number;
  readonly state:
    | "draft"
    | "submitted"
    | "returned"
    | "approved"
    | "sending"
    | "handed_over"
    | "sent"
    | "failed"
    | "needs_person"
    | "void"
    | "cancelled";
  readonly network: Network;
  readonly account: string;
  readonly parent_url: string | null;
  readonly place_url: string | null;
  readonly author_handle: string | null;
  readonly text: string;
  readonly fields: Generated<string>;
  readonly script_id: number | null;
  readonly script_version: number | null;
  readonly variant: string | null;
  /** What its script rendered to with its values when it was saved last; null for own words and old replies. */
  readonly script_text: string | null;
  readonly known: Generated<string>;
  readonly cycle: number;
  readonly saved_at: number;
  readonly submitted_at: number | null;
  readonly approved_at: number | null;
  readonly hold_until: number | null;
  readonly handed_over_at: number | null;
  readonly sent_at: number | null;
  readonly proof_url: string | null;
  readonly saved_by: number | null;
  readonly returned_by: number | null;
  readonly returned_at: number | null;
  readonly return_reason: string | null;
  readonly asked: string | null;
  readonly return_reasons: Generated<string>;
  readonly rejected_for: string | null;
  /** JSON of a Said. */
  readonly trouble: string | null;
  readonly next_at: number | null;
  readonly closes_case: Generated<number>;
  readonly reminded_at: number | null;
  readonly version: Generated<number>;
};

export type ReplyAuthorTable = {
  readonly reply_id: number;
  readonly person_id: number;
};

/** Why an approval does not hold any more. */
export type VoidedBecause = "edited" | "returned" | "cancelled" | "tampered" | "undone";

export type ApprovalTable = {
  readonly id: Generated<number>;
  readonly reply_id: number;
  readonly kind: "person" | "template" | "own";
  readonly person_id: number | null;
  readonly role: Role | null;
  readonly hash: string;
  readonly at: number;
  readonly voided_at: number | null;
  readonly voided_because: VoidedBecause | null;
};

export type CrmTargetTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly name: string;
  readonly kind: "webhook" | "file" | "espocrm" | "dolibarr" | "hubspot" | "pipedrive";
  readonly config: string;
  readonly enabled: Generated<0 | 1>;
  readonly paused: string | null;
  readonly version: Generated<number>;
  readonly removed_at: number | null;
  readonly looked_at: number | null;
  readonly looked_by: number | null;
  readonly took_at: Generated<number | null>;
};

export type DeliveryTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly key: string;
  readonly target_id: number;
  readonly case_id: number;
  readonly contact_key: string;
  readonly payload: string;
  readonly state: "queued" | "sending" | "done" | "blocked" | "dead";
  readonly skipped: Generated<0 | 1>;
  readonly attempts: Generated<number>;
  readonly first_try_at: number | null;
  readonly counted_from: number | null;
  readonly next_at: number | null;
  readonly error_class: string | null;
  readonly trouble: string | null;
  readonly remote_url: string | null;
  readonly created_at: number;
  readonly done_at: number | null;
  readonly version: Generated<number>;
  readonly kind: Generated<"interaction" | "correction" | "erasure">;
  readonly corrects_id: number | null;
  readonly remote_id: string | null;
  readonly edited: string | null;
  readonly tried_at: Generated<number | null>;
  readonly strikes: Generated<number>;
  /** Made from the payload by the database. */
  readonly contact_name: GeneratedAlways<string>;
};

export type JobTable = {
  readonly id: Generated<number>;
  readonly public_id: string;
  readonly kind: string;
  readonly input: string;
  readonly state: "queued" | "running" | "done" | "failed" | "cancelled";
  readonly done: Generated<number>;
  readonly total: number | null;
  readonly trouble: string | null;
  readonly created_at: number;
  readonly ended_at: number | null;
};
