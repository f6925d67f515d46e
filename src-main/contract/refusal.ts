import { z } from "zod";

/** Every reason why the engine says no. The words are in the catalogue under `refusal.<code>`. */
export const refusalCodes = [
  "bad-input",
  "unknown-method",
  "not-paired",
  "sign-in-first",
  "not-allowed",
  "not-found",
  "rejudge-busy",
  "stale",
  "wrong-pin",
  "too-many-tries",
  "bad-code",
  "pin-too-short",
  "pin-needed",
  "last-admin",
  "name-taken",
  "label-in-rules",
  "too-many",
  "source-exists",
  "source-failed",
  "opml-unreadable",
  "too-many-sources",
  "sign-in-secret-needed",
  "poll-too-soon",
  "handle-taken",
  "same-contact",
  "merge-undone",
  "merged-meanwhile",
  "rule-off",
  "rule-busy",
  "query-invalid",
  "calendar-empty",
  "calendar-used",
  "holidays-not-ics",
  "holidays-broken",
  "bucket-needed",
  "reason-needed",
  "proof-needed",
  "already-claimed",
  "not-owner",
  "look-only",
  "department-used",
  "case-resolved",
  "step-not-next",
  "reply-state",
  "line-state",
  "reply-empty",
  "reply-too-long",
  "checks-stop",
  "checks-unsigned",
  "nothing-to-sign",
  "fields-empty",
  "own-approval",
  "reach-only-raised",
  "role-cannot-approve",
  "approval-void",
  "already-approved",
  "answered-meanwhile",
  "hold-running",
  "thread-unreadable",
  "server-invalid",
  "ticket-gone",
  "account-known",
  "account-is-another",
  "account-manual",
  "account-sending",
  "account-paused",
  "account-unfit",
  "posts-by-hand",
  "proof-not-a-link",
  "proof-wrong-host",
  "proof-is-original",
  "script-unapproved",
  "target-invalid",
  "target-twice",
  "delivery-not-editable",
  "delivery-erased",
  "target-unreachable",
  "secret-needed",
  "note-needed",
  "no-target",
  "logged-already",
  "name-differs",
  "shift-open",
  "no-shift",
  "bad-period",
  "export-busy",
  "folder-not-writable",
  "folder-not-absolute",
  "period-needs-shift",
  "nothing-to-split",
  "nothing-to-join",
  "story-too-large",
  "nothing-to-undo",
  "undo-too-late",
  "alarm-over",
  "source-by-hand",
  "link-needed",
  "future-time",
  "file-gone",
  "file-too-large",
  "not-a-picture",
  "import-unreadable",
  "workspace-unknown",
  "sample-only",
  "disk-full",
  "read-only-folder",
  "newer-schema",
  "not-a-workspace",
  "damaged",
  "in-use",
  "migration-failed",
  "backup-failed",
  "engine-gone",
  "internal",
] as const;
export const RefusalCode = z.enum(refusalCodes);
export type RefusalCode = z.infer<typeof RefusalCode>;

export type RefusalParams = Readonly<Record<string, string | number>>;

/**
 * A "no" that a person can act on: thrown by the engine, carried by the transports as `{ error: { code, params } }`.
 * @example throw new Refusal("already-claimed", { owner: "Ann" })
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly params: RefusalParams;
  constructor(code: RefusalCode, params: RefusalParams = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.name = "Refusal";
    this.code = code;
    this.params = params;
  }
}

export const RefusalBody = z.object({
  error: z.object({ code: RefusalCode, params: z.record(z.string(), z.union([z.string(), z.number()])) }),
});
export type RefusalBody = z.infer<typeof RefusalBody>;
