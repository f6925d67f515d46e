import type { Bucket, Priority, Resolution } from "../../contract/values.ts";
import type { CaseState } from "./case-state.ts";
import { calendarOf, deadlineFrom, targetMs, type Policy } from "./policy.ts";

/** The last second of the year 9999: where a case without a deadline stands in the queue. */
const farDay = Date.UTC(9999, 11, 31, 23, 59, 59);

/** Answered cases that wait for the customer stand behind every running clock, by the moment they were answered. */
const behindTheClocks = Date.UTC(5000, 0, 1);

type Deadlines = Pick<
  CaseState,
  "targetMs" | "dueAt" | "warnAt" | "sortAt" | "resolutionTargetMs" | "resolutionDueAt" | "resolutionWarnAt"
>;

/** Targets and deadlines of a cycle that was queued at `queuedAt`. Analytics has no case and so no deadline: RangeError. */
function deadlinesOf(of: Pick<CaseState, "bucket" | "priority" | "queuedAt" | "responds">, policy: Policy): Deadlines {
  const calendar = calendarOf(policy, of.bucket);
  const response = deadlineFrom(of.queuedAt, targetMs(policy.targets, { ...of, kind: of.responds }), calendar);
  if (response.targetMs === null) throw new RangeError(`There is no target in ${of.bucket}`);
  const whole = deadlineFrom(of.queuedAt, targetMs(policy.targets, { ...of, kind: "resolution" }), calendar);
  return {
    targetMs: response.targetMs,
    dueAt: response.dueAt,
    warnAt: response.warnAt,
    sortAt: response.dueAt ?? farDay,
    resolutionTargetMs: whole.targetMs,
    resolutionDueAt: whole.dueAt,
    resolutionWarnAt: whole.warnAt,
  };
}

export type Queued = { readonly bucket: Bucket; readonly priority: Priority; readonly queuedAt: number };

/** A case as it enters the queue, in its first cycle or in a new one with a clock of its own. */
export function queueCase(queued: Queued, policy: Policy, last: CaseState | null = null): CaseState {
  const wasAnswered = last !== null && (last.responds === "next" || last.firstResponseAt !== null);
  const responds = wasAnswered ? "next" : "first";
  return {
    status: "new",
    bucket: queued.bucket,
    priority: queued.priority,
    owner: last?.owner ?? null,
    claimedAt: last?.claimedAt ?? null,
    cycle: (last?.cycle ?? 0) + 1,
    queuedAt: queued.queuedAt,
    responds,
    ...deadlinesOf({ ...queued, responds }, policy),
    warnedAt: null,
    resolutionWarnedAt: null,
    resolutionBreachedAt: null,
    firstOpenedAt: null,
    firstResponseAt: null,
    breachedAt: null,
    resolvedAt: null,
    resolution: null,
    resolutionReason: null,
    snoozedUntil: null,
    wakeOn: null,
    duplicateOf: null,
    isPrivate: last?.isPrivate ?? false,
  };
}

/** Another bucket has another target, but the clock has run since the case was queued and runs on. */
export function moveCase(state: CaseState, bucket: Bucket, policy: Policy): CaseState {
  return retimeCase({ ...state, bucket }, policy);
}

export function setCasePriority(state: CaseState, priority: Priority, policy: Policy): CaseState {
  return retimeCase({ ...state, priority }, policy);
}

/**
 * The deadlines that its bucket, its priority and the policy give a running cycle, from the moment it was queued. What has ended keeps
 * its own: an answer stopped the response clock, so that one stands as it was, and the case keeps its place. A warning or breach
 * that was written down stays.
 */
export function retimeCase(state: CaseState, policy: Policy): CaseState {
  const deadlines = deadlinesOf(state, policy);
  if (state.firstResponseAt === null) return { ...state, ...deadlines, sortAt: placeOf(state, deadlines.sortAt) };
  const { resolutionTargetMs, resolutionDueAt, resolutionWarnAt } = deadlines;
  return { ...state, resolutionTargetMs, resolutionDueAt, resolutionWarnAt };
}

/** A case that was woken stands before its deadline, on top, whatever becomes of the deadline. */
function placeOf(state: CaseState, sortAt: number): number {
  const wasWoken = state.sortAt < (state.dueAt ?? farDay);
  return wasWoken ? Math.min(state.sortAt, sortAt) : sortAt;
}

/** The first public answer stops the response clock; the case then waits for the customer. */
export function answerCase(state: CaseState, { at, isPrivate }: { at: number; isPrivate: boolean }): CaseState {
  return {
    ...state,
    status: "waiting",
    firstResponseAt: state.firstResponseAt ?? at,
    snoozedUntil: null,
    wakeOn: null,
    sortAt: behindTheClocks + at,
    isPrivate: state.isPrivate || isPrivate,
  };
}

/**
 * Ends the cycle and freezes its bucket, priority and deadline. "Handed to private" says that somebody has responded: where no
 * reply did so before, this is the moment. "Answered" never is: the proof of the reply has stopped the clock before.
 */
export function resolveCase(
  state: CaseState,
  { resolution, reason, at, of = null }: { resolution: Resolution; reason: string; at: number; of?: string | null },
): CaseState {
  const handedOver = resolution === "handed_private";
  return {
    ...state,
    status: "resolved",
    resolvedAt: at,
    resolution,
    resolutionReason: reason === "" ? null : reason,
    snoozedUntil: null,
    wakeOn: null,
    duplicateOf: of,
    firstResponseAt: state.firstResponseAt ?? (handedOver ? at : null),
    isPrivate: state.isPrivate || handedOver,
  };
}

/** Away until a time, until they answer or until the words of the feed change, whichever is first; the clock goes on. */
export function snoozeCase(
  state: CaseState,
  { until, on }: { until: number | null; on: CaseState["wakeOn"] },
): CaseState {
  return { ...state, status: "snoozed", snoozedUntil: until ?? farDay, wakeOn: on };
}

/** When a snoozed case comes back by itself; null where only an answer or a change brings it back. */
export function snoozeEnd(snoozedUntil: number | null): number | null {
  return snoozedUntil === farDay ? null : snoozedUntil;
}

/** Back on top: before everything whose deadline is still to come. */
export function wakeCase(state: CaseState, at: number): CaseState {
  return {
    ...state,
    status: activeStatus(state),
    snoozedUntil: null,
    wakeOn: null,
    sortAt: Math.min(state.sortAt, at),
  };
}

export function assignCase(state: CaseState, owner: string | null, at: number): CaseState {
  return { ...state, owner, claimedAt: owner === null ? null : at };
}

/** The first look of a cycle; later ones change nothing. */
export function openCase(state: CaseState, at: number): CaseState {
  return { ...state, status: state.status === "new" ? "open" : state.status, firstOpenedAt: state.firstOpenedAt ?? at };
}

/**
 * The case goes on in private. A private contact is an answer: it stops the response clock where nothing did before. One that waits
 * for the customer goes back behind the clocks, from where a reminder may have brought it. A resolved case stays as it is.
 */
export function goOnInPrivate(state: CaseState, { at, isContact }: { at: number; isContact: boolean }): CaseState {
  if (state.status === "resolved") return state;
  if (isContact || state.status === "waiting")
    return answerCase(state, { at: state.firstResponseAt ?? at, isPrivate: true });
  return { ...state, isPrivate: true };
}

/** On top of the queue, whatever its deadline, until somebody takes the next step. */
export function remindCase(state: CaseState, at: number): CaseState {
  return state.status === "resolved" ? state : { ...state, sortAt: Math.min(state.sortAt, at) };
}

/** The clocks of a case: until it is answered, and until it is resolved. */
export type CaseClock = "response" | "resolution";

export function breachCase(state: CaseState, clock: CaseClock, at: number): CaseState {
  return clock === "response" ? { ...state, breachedAt: at } : { ...state, resolutionBreachedAt: at };
}

export function warnCase(state: CaseState, clock: CaseClock, at: number): CaseState {
  return clock === "response" ? { ...state, warnedAt: at } : { ...state, resolutionWarnedAt: at };
}

function activeStatus(state: CaseState): "new" | "open" {
  return state.firstOpenedAt === null ? "new" : "open";
}
