const secondMs = 1000;
const dayMs = 24 * 60 * 60 * secondMs;

type Headers = Readonly<Record<string, string>>;

/** How long a server that answered 429 or 503 asks to be left alone, 1 s to 24 h; null when it asks nothing. */
export function waitAskedMs(headers: Headers, nowMs: number): number | null {
  return within(retryAfterMs(headers, nowMs) ?? untilResetMs(headers, nowMs));
}

/** How long after a good answer nothing more will be let in: `ratelimit-remaining: 0`. */
export function usedUpMs(headers: Headers, nowMs: number): number | null {
  return headers["ratelimit-remaining"]?.trim() === "0" ? within(untilResetMs(headers, nowMs)) : null;
}

const within = (ms: number | null) => (ms === null ? null : Math.min(Math.max(Math.ceil(ms), secondMs), dayMs));

function retryAfterMs(headers: Headers, nowMs: number): number | null {
  const text = headers["retry-after"]?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * secondMs;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at - serverNow(headers, nowMs);
}

/** `ratelimit-reset` is a moment in seconds since 1970. */
function untilResetMs(headers: Headers, nowMs: number): number | null {
  const reset = Number(headers["ratelimit-reset"] || Number.NaN);
  return Number.isFinite(reset) ? reset * secondMs - serverNow(headers, nowMs) : null;
}

/** A moment is measured on the server's own clock, when it shows one: ours may be wrong. */
function serverNow(headers: Headers, nowMs: number): number {
  const at = Date.parse(headers["date"] ?? "");
  return Number.isNaN(at) ? nowMs : at;
}
