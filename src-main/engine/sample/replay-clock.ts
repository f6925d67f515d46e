import type { Clock } from "../../ports/clock.ts";

export type ReplayClock = Clock & { readonly set: (at: number) => void };

/** A clock that stands until it is set on. Nothing it is asked to do later happens by itself: the replay looks after everything. */
export function createReplayClock(start: number): ReplayClock {
  let now = start;
  return {
    now: () => now,
    monotonic: () => now,
    after: () => () => {},
    set: (at) => {
      now = Math.max(now, at);
    },
  };
}
