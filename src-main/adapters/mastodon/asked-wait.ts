const secondMs = 1000;
const dayMs = 24 * 60 * 60 * secondMs;

/** Mastodon counts requests in windows of five minutes. */
export const usualWindowMs = 5 * 60 * secondMs;

type Headers = Readonly<Record<string, string>>;

/** How long a server asks to be left alone, 1 s to 24 h: Retry-After, else X-RateLimit-Reset (a moment in ISO form); null = it asks nothing. */
export function askedWaitMs(headers: Headers, nowMs: number): number | null {
  const serverNow = momentOf(headers["date"]) ?? nowMs;
  const asked = headers["retry-after"]?.trim() ?? "";
  const seconds = /^\d+(\.\d+)?$/.test(asked) ? Number(asked) * secondMs : null;
  // Good answers, and faults, say as well when the window ends.
  const isUsedUp = !(Number(headers["x-ratelimit-remaining"] ?? 0) > 0);
  const until = momentOf(asked) ?? (isUsedUp ? momentOf(headers["x-ratelimit-reset"]) : null);
  const waitMs = seconds ?? (until === null ? null : until - serverNow);
  return waitMs === null ? null : Math.min(Math.max(Math.ceil(waitMs), secondMs), dayMs);
}

function momentOf(text = ""): number | null {
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
