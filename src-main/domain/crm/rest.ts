import type { DeliveryClass } from "./retry.ts";

/** How a target fares: how many lines in a row it did not take, and until when nothing is sent to it. */
export type TargetRest = { readonly failures: number; readonly until: number };

export const awake: TargetRest = { failures: 0, until: 0 };

const freeFailures = 3;
const firstRestMs = 2_000;
const longestRestMs = 60_000;
const longestAskedMs = 60 * 60_000;
const offlineRestMs = 60_000;

/**
 * After an attempt: a target that is down gets a single line now and then, instead of one after the other, so that an
 * outage does not use up the tries of ten thousand. It rests for as long as it asks (at most an hour), while there is no
 * network, and from the third failure in a row on for 2 s doubling up to a minute, with full jitter.
 */
export function restAfter(
  rest: TargetRest,
  outcome: {
    readonly class: DeliveryClass;
    readonly retryAfterMs?: number;
    readonly now: number;
    readonly fraction: number;
  },
): TargetRest {
  const { now, fraction, retryAfterMs = 0 } = outcome;
  if (outcome.class === "offline") return { ...rest, until: now + offlineRestMs };
  if (outcome.class !== "retry" && outcome.class !== "unknown") return awake;
  const failures = rest.failures + 1;
  const asked = Math.min(longestAskedMs, retryAfterMs);
  if (failures < freeFailures) return { failures, until: now + asked };
  const ceiling = Math.min(longestRestMs, firstRestMs * 2 ** Math.min(failures - freeFailures, 10));
  return { failures, until: now + Math.max(asked, Math.round(ceiling * fraction)) };
}
