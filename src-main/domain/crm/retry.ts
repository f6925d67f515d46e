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

/** Trying has an end: 20 attempts or 72 hours, then a person decides. */
export function isWornOut({
  attempts,
  firstTryAt,
  now,
}: {
  readonly attempts: number;
  readonly firstTryAt: number;
  readonly now: number;
}): boolean {
  return attempts >= mostAttempts || now - firstTryAt >= longestTryMs;
}
