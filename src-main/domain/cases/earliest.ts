import type { Calendar } from "../../contract/methods/settings.ts";
import type { ReplyState } from "../../contract/values.ts";
import { addBusiness } from "../calendar/business-time.ts";

export type ReplyProgress = {
  readonly state: ReplyState;
  readonly submittedAt: number | null;
  readonly holdUntil: number | null;
};

/**
 * When an answer could leave at the earliest, if every step took no longer than it may: the approval target in desk time
 * (from the submit on, when there was one), then the hold in minutes that pass day and night. Null where the desk has no hours.
 */
export function earliestAnswer({
  now,
  replies,
  approvalMs,
  holdMinutes,
  calendar,
}: {
  readonly now: number;
  readonly replies: readonly ReplyProgress[];
  readonly approvalMs: number;
  readonly holdMinutes: number;
  readonly calendar: Calendar;
}): number | null {
  const afterSubmit = (submittedAt: number): number | null => {
    const approved = addBusiness(submittedAt, approvalMs, calendar);
    return approved === null ? null : Math.max(now, approved) + holdMinutes * 60_000;
  };
  const moments = [{ state: "draft" as const, submittedAt: null, holdUntil: null }, ...replies].flatMap(
    (reply) => momentOf(reply, now, afterSubmit) ?? [],
  );
  return moments.length === 0 ? null : Math.min(...moments);
}

function momentOf(
  { state, submittedAt, holdUntil }: ReplyProgress,
  now: number,
  afterSubmit: (at: number) => number | null,
): number | null {
  if (state === "handed_over" || state === "sending") return now;
  if (state === "approved") return Math.max(now, holdUntil ?? now);
  if (state === "submitted") return afterSubmit(submittedAt ?? now);
  return state === "draft" || state === "returned" ? afterSubmit(now) : null;
}
