import type { Bucket, CaseStatus, Priority, Resolution } from "../../contract/values.ts";

/**
 * Everything that acts change about a case, in words that may leave the database (people by public id). The times are
 * those of the present cycle; a case that is opened again begins them anew. Events carry these fields, so that cases can
 * be rebuilt from the log.
 */
export type CaseState = {
  readonly status: CaseStatus;
  readonly bucket: Bucket;
  readonly priority: Priority;
  readonly owner: string | null;
  readonly claimedAt: number | null;
  readonly cycle: number;
  readonly queuedAt: number;
  /** What this cycle waits for: our first answer to them, or our next one after they came back to it. */
  readonly responds: "first" | "next";
  readonly targetMs: number;
  readonly dueAt: number | null;
  /** At three quarters of the target. */
  readonly warnAt: number | null;
  readonly warnedAt: number | null;
  /** The clock of the whole case, until it is resolved; null where there is no such target or the calendar has no hours. */
  readonly resolutionTargetMs: number | null;
  readonly resolutionDueAt: number | null;
  readonly resolutionWarnAt: number | null;
  readonly resolutionWarnedAt: number | null;
  readonly resolutionBreachedAt: number | null;
  /** The place in the queue: the deadline, the moment it was woken, or a far day where there is no deadline. */
  readonly sortAt: number;
  readonly firstOpenedAt: number | null;
  readonly firstResponseAt: number | null;
  readonly breachedAt: number | null;
  readonly resolvedAt: number | null;
  readonly resolution: Resolution | null;
  readonly resolutionReason: string | null;
  readonly snoozedUntil: number | null;
  /** What else brings a snoozed case back: they answer, or the words of the feed change. */
  readonly wakeOn: "answer" | "change" | null;
  /** The story, by public id, that this one was closed as the duplicate of. */
  readonly duplicateOf: string | null;
  readonly isPrivate: boolean;
};

export type CaseChange = Readonly<Partial<CaseState>>;

/** What differs, as the two halves that an event carries: enough to redo and to take back. */
export function differenceOf(
  before: CaseState,
  after: CaseState,
): { readonly before: CaseChange; readonly after: CaseChange } {
  const changed = (Object.keys(after) as (keyof CaseState)[]).filter((field) => before[field] !== after[field]);
  const pick = (state: CaseState): CaseChange => Object.fromEntries(changed.map((field) => [field, state[field]]));
  return { before: pick(before), after: pick(after) };
}
