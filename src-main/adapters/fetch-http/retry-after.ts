const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * How long a server asks to be left alone: Retry-After in seconds or as an HTTP date, else a used-up
 * x-ratelimit-remaining with its x-ratelimit-reset in seconds. Clamped to 1 minute … 24 hours; null when it asks nothing.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | null {
  const asked = askedMs(headers["retry-after"], nowMs) ?? usedUpMs(headers);
  return asked === null ? null : Math.min(Math.max(asked, minuteMs), dayMs);
}

function askedMs(value: string | undefined, nowMs: number): number | null {
  const text = value?.trim() ?? "";
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at - nowMs;
}

function usedUpMs(headers: Readonly<Record<string, string>>): number | null {
  const remaining = Number(headers["x-ratelimit-remaining"] ?? Number.NaN);
  const resetSeconds = Number(headers["x-ratelimit-reset"] ?? Number.NaN);
  return remaining < 1 && Number.isFinite(resetSeconds) ? resetSeconds * 1000 : null;
}
