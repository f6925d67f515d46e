import type { Clock } from "../../contract/methods/triage.ts";
import type { Priority, Urgency } from "../../contract/values.ts";
import { clockBetween, isOpenAt } from "../calendar/business-time.ts";
import type { Calendar } from "../calendar/calendar.ts";

/** Under this share of the target the clock says "watch". */
const WATCH_SHARE = 0.25;

const PRIORITY_OF: Readonly<Record<Urgency, Priority>> = { high: 1, normal: 2, low: 3 };

/** P1 to P3 as the urgency of a mention sets it; a person may choose another by hand. */
export function priorityOf(urgency: Urgency): Priority {
  return PRIORITY_OF[urgency];
}

export type ClockReading = {
  /** The deadline, or null when the case has no target or the desk no hours. */
  readonly dueAt: number | null;
  readonly now: number;
  readonly targetMs: number | null;
  /** Desk hours, or null for elapsed time. */
  readonly calendar: Calendar | null;
  /** The answer has been given: nothing runs. */
  readonly waiting: boolean;
  readonly resolved: boolean;
};

/**
 * The response clock of a case: desk time left (below 0 when late), and its state. "breached" begins when desk time has passed after the deadline,
 * so a case due at closing time is not late during the night: exactly on target is within. "watch" is under a quarter left,
 * "paused" is waiting or resolved (nothing left is told), "none" has no deadline. `running` says whether the desk is open now.
 */
export function slaState({ dueAt, now, targetMs, calendar, waiting, resolved }: ClockReading): Clock {
  if (waiting || resolved) return { dueAt, leftMs: null, targetMs, state: "paused", running: false };
  if (dueAt === null || targetMs === null) return { dueAt, leftMs: null, targetMs, state: "none", running: false };
  const leftMs = now <= dueAt ? clockBetween(now, dueAt, calendar) : -clockBetween(dueAt, now, calendar);
  const running = calendar === null || isOpenAt(now, calendar);
  // -0 is not smaller than 0, and is not to be shown.
  if (leftMs < 0) return { dueAt, leftMs, targetMs, state: "breached", running };
  return { dueAt, leftMs: leftMs || 0, targetMs, state: leftMs < targetMs * WATCH_SHARE ? "watch" : "ok", running };
}

/**
 * Whether an answer at `at` (or none until then) is past the deadline: only desk time counts, so a case that is due at
 * closing is not late during the night. Exactly on the deadline is within; without a deadline nothing is late.
 */
export function isLate({
  dueAt,
  at,
  calendar,
}: {
  readonly dueAt: number | null;
  readonly at: number;
  readonly calendar: Calendar | null;
}): boolean {
  return dueAt !== null && at > dueAt && clockBetween(dueAt, at, calendar) > 0;
}
