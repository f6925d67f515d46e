const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

type Headers = Readonly<Record<string, string>>;

/**
 * How long a server that refused asks to be left alone: Retry-After in seconds or as an HTTP date, else a used-up rate
 * limit. Clamped to 1 minute … 24 hours; null when it asks nothing.
 */
export function retryAfterMs(headers: Headers, nowMs: number): number | null {
  return clamped(askedMs(headers, nowMs) ?? usedUpMs(headers, nowMs));
}

/** The same of an answer that was good: x-ratelimit-remaining below 1 means x-ratelimit-reset seconds without a request. */
export function usedUpLimitMs(headers: Headers, nowMs: number): number | null {
  return clamped(usedUpMs(headers, nowMs));
}

const clamped = (ms: number | null) => (ms === null ? null : Math.min(Math.max(ms, minuteMs), dayMs));

/** A date is measured on the server's own clock, when it shows one: ours may be wrong by a day. */
function askedMs(headers: Headers, nowMs: number): number | null {
  const text = headers["retry-after"]?.trim() ?? "";
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const at = dateOf(text);
  return at === null ? null : at - (dateOf(headers["date"]) ?? nowMs);
}

function dateOf(text = ""): number | null {
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

function usedUpMs(headers: Headers, nowMs: number): number | null {
  const remaining = Number(headers["x-ratelimit-remaining"] || Number.NaN);
  const reset = Number(headers["x-ratelimit-reset"] || Number.NaN);
  if (!(remaining < 1) || !Number.isFinite(reset)) return null;
  // Most give the seconds that are left, some the moment in seconds since 1970.
  return reset < 1e9 ? reset * 1000 : reset * 1000 - (dateOf(headers["date"]) ?? nowMs);
}
