import type { CrmAnswer } from "./crm-answer.ts";

const secondMs = 1000;
const hourMs = 3600 * secondMs;
const dayMs = 24 * hourMs;

/**
 * How long a CRM asks to be left alone, 1 s to 24 h: Retry-After in seconds or as a date on the server's own clock,
 * x-ratelimit-reset in seconds (Pipedrive), or the window that HubSpot names; null = it asks nothing.
 */
export function askedWaitMs({ headers, json }: Pick<CrmAnswer, "headers" | "json">, nowMs: number): number | null {
  const serverNow = momentOf(headers["date"]) ?? nowMs;
  const asked = headers["retry-after"]?.trim() ?? "";
  const until = momentOf(asked);
  const waitMs =
    secondsOf(asked) ??
    (until === null ? null : until - serverNow) ??
    resetMs(headers, serverNow) ??
    hubspotWindowMs(headers, json);
  return waitMs === null ? null : Math.min(Math.max(Math.ceil(waitMs), secondMs), dayMs);
}

function secondsOf(text: string): number | null {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * secondMs : null;
}

function momentOf(text = ""): number | null {
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** Good answers, and faults, say as well when the window ends. */
function resetMs(headers: CrmAnswer["headers"], serverNow: number): number | null {
  const remaining = headers["x-ratelimit-remaining"];
  if (remaining === undefined || Number(remaining) > 0) return null;
  const reset = headers["x-ratelimit-reset"]?.trim() ?? "";
  const seconds = secondsOf(reset);
  // Most give the seconds that are left, some the moment in seconds since 1970.
  return seconds !== null && seconds > 1e9 * secondMs ? seconds - serverNow : seconds;
}

/** The day's budget comes back at midnight of an account whose zone we do not know: once an hour is often enough to ask. */
function hubspotWindowMs(headers: CrmAnswer["headers"], json: unknown): number | null {
  const policy = typeof json === "object" && json !== null && "policyName" in json ? String(json.policyName) : "";
  if (policy === "DAILY") return hourMs;
  const windowMs = Number(headers["x-hubspot-ratelimit-interval-milliseconds"]);
  if (windowMs > 0) return windowMs;
  return policy === "TEN_SECONDLY_ROLLING" ? 10 * secondMs : policy === "SECONDLY" ? secondMs : null;
}
