import type { CrmTrouble } from "../../../ports/crm-connector.ts";
import { askedWaitMs } from "../asked-wait.ts";
import type { CrmAnswer } from "../crm-answer.ts";
import { crmTrouble } from "../crm-trouble.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** How long the window of the burst limit is. */
const burstMs = 2_000;

/** What Pipedrive's own refusals mean; null = as everywhere. */
export function judgePipedrive(answer: CrmAnswer, nowMs: number): CrmTrouble | null {
  const { httpStatus, host, headers, json } = answer;
  if (httpStatus === 402) return crmTrouble("auth", "pipedrive.plan-ended").trouble;
  // Whoever goes on over the limit is shut out for a while by what stands before Pipedrive, with a page.
  if (httpStatus === 403 && json === undefined)
    return crmTrouble("retry", "pipedrive.shut-out", { params: { host }, retryAfterMs: 10 * minuteMs }).trouble;
  // The token may not do this at all; any other 403 is about one record that its user may not see.
  if (httpStatus === 403 && /scope/i.test(answer.reason))
    return crmTrouble("auth", "pipedrive.forbidden", { params: { words: answer.reason } }).trouble;
  if (httpStatus !== 429) return null;
  const asked = askedWaitMs(answer, nowMs);
  if (isDayUsedUp(headers, answer.reason))
    return crmTrouble("retry", "pipedrive.limit-day", { retryAfterMs: Math.max(asked ?? 0, hourMs) }).trouble;
  return crmTrouble("retry", "pipedrive.limit-burst", { retryAfterMs: asked ?? burstMs }).trouble;
}

/** The day's tokens come back at the start of the next day: once an hour is often enough to ask. */
function isDayUsedUp(headers: CrmAnswer["headers"], reason: string): boolean {
  const left = headers["x-daily-ratelimit-token-remaining"] ?? headers["x-daily-requests-left"];
  return left === undefined ? /daily|budget/i.test(reason) : Number(left) <= 0;
}
