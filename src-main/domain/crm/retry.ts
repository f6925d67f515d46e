/**
 * What an attempt came to. `unknown`: it may have arrived; `retry`: not now; `auth`: the person must look at the
 * target; `permanent`: this line will never be taken; `gone`: the target asked to be switched off; `offline`: there is
 * no network here, which is no attempt.
 */
export type DeliveryClass = "ok" | "unknown" | "retry" | "auth" | "permanent" | "gone" | "offline";

const secondMs = 1000;
const longestWaitMs = 15 * 60 * secondMs;
const mostAttempts = 20;
const longestTryMs = 72 * 3600 * secondMs;

/** Sorts an HTTP answer of a webhook (Standard Webhooks: any 2xx is taken; 410 = switch off). */
export function classOfStatus(httpStatus: number): DeliveryClass {
  if (httpStatus >= 200 && httpStatus < 300) return "ok";
  if (httpStatus >= 300 && httpStatus < 400) return "unknown";
  if (httpStatus === 401 || httpStatus === 403) return "auth";
  if (httpStatus === 410) return "gone";
  if (httpStatus === 408 || httpStatus === 425 || httpStatus === 429 || httpStatus >= 500) return "retry";
  return "permanent";
}

/** Milliseconds until the next try: 2 s doubling up to 15 min with full jitter; never before the server's own wish. */
export function waitBeforeRetry({
  attempts,
  fraction,
  askedMs = 0,
}: {
  readonly attempts: number;
  readonly fraction: number;
  readonly askedMs?: number;
}): number {
  const ceiling = Math.min(longestWaitMs, 2 * secondMs * 2 ** Math.min(attempts, 20));
  return Math.max(askedMs, secondMs, Math.round(ceiling * fraction));
}

/**
 * Whether a try that came to nothing counts against its line: only where the target took another line since the line's
 * try before it. What a target that is down does to all lines alike says nothing of any of them.
 */
export function isStrike({
  triedBefore,
  targetTookAt,
}: {
  readonly triedBefore: number | null;
  readonly targetTookAt: number | null;
}): boolean {
  return triedBefore !== null && targetTookAt !== null && targetTookAt > triedBefore;
}

/**
 * Trying has an end, and then a person decides: 20 tries that count against the line, or 72 hours. Hours in which nobody
 * tried, because the computer slept or its clock was set, are none.
 */
export function isWornOut({
  strikes,
  attempts,
  firstTryAt,
  now,
}: {
  readonly strikes: number;
  readonly attempts: number;
  readonly firstTryAt: number;
  readonly now: number;
}): boolean {
  return strikes >= mostAttempts || (attempts >= mostAttempts && now - firstTryAt >= longestTryMs);
}
