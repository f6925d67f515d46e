import type { Clock } from "../../src-main/ports/clock.ts";

export type FakeClock = Clock & {
  /** Lets time pass and runs what became due, in order of its moment. */
  readonly advance: (ms: number) => void;
  /** Sets the wall clock alone, as somebody at the computer does. */
  readonly setNow: (at: number) => void;
  /** How many callbacks wait. */
  readonly waiting: () => number;
};

/** Tuesday 17 November 2026, 10:00 UTC: in desk hours. */
export const testStart = Date.UTC(2026, 10, 17, 10);

export function createFakeClock(start: number = testStart): FakeClock {
  let now = start;
  let monotonic = 0;
  let count = 0;
  const due = new Map<number, { at: number; callback: () => void }>();
  const nextDue = (until: number) =>
    [...due].filter(([, { at }]) => at <= until).sort(([a, one], [b, other]) => one.at - other.at || a - b)[0];
  return {
    now: () => now,
    monotonic: () => monotonic,
    after: (delayMs, callback) => {
      count += 1;
      const id = count;
      due.set(id, { at: monotonic + Math.max(0, delayMs), callback });
      return () => void due.delete(id);
    },
    advance: (ms) => {
      const end = monotonic + ms;
      for (let next = nextDue(end); next; next = nextDue(end)) {
        const [id, { at, callback }] = next;
        due.delete(id);
        now += at - monotonic;
        monotonic = at;
        callback();
      }
      now += end - monotonic;
      monotonic = end;
    },
    setNow: (at) => {
      now = at;
    },
    waiting: () => due.size,
  };
}
