import type { Clock } from "../../ports/clock.ts";
import type { Source } from "../store/source.ts";
import { isOwnLoopback } from "./reach.ts";

const minuteMs = 60_000;
/** Due sources begin over this time after a start, a sleep, or an hour without a network. */
const spreadMs = minuteMs;
/** A poll that broke here (a full disk, a bug) must not become a storm of requests out there. */
const brokenMs = 15 * minuteMs;
const leastGapMs = minuteMs;
/** For an hour after somebody set the clock back, its word that something is due is not enough. */
const distrustMs = 60 * minuteMs;
const distrustGapMs = 15 * minuteMs;

/** When a due source may begin, by the clock that only ever goes on: the time of day says what is due, and can be wrong. */
export type Turns = {
  /** Compares the two clocks; once for every look. */
  readonly lookAtClock: () => void;
  /** Gives due sources their moments over the next minute, so that they do not begin at once. */
  readonly spread: (due: readonly Source[]) => void;
  readonly mayBegin: (source: Source) => boolean;
  readonly began: (source: Source) => void;
  readonly broke: (source: Source) => void;
};

export function createTurns(clock: Clock): Turns {
  let notBefore: ReadonlyMap<number, number> = new Map();
  const begunAt = new Map<number, number>();
  const brokenUntil = new Map<number, number>();
  let last = { wall: clock.now(), monotonic: clock.monotonic() };
  let distrustUntil = -Infinity;

  return {
    lookAtClock: () => {
      const now = { wall: clock.now(), monotonic: clock.monotonic() };
      const ahead = now.wall - last.wall - (now.monotonic - last.monotonic);
      if (ahead < -leastGapMs) distrustUntil = now.monotonic + distrustMs;
      last = now;
    },
    spread: (due) => {
      const now = clock.monotonic();
      notBefore = new Map(due.map(({ rowId }, at) => [rowId, now + (at / due.length) * spreadMs]));
    },
    mayBegin: (source) => {
      const now = clock.monotonic();
      const { rowId } = source;
      if ((notBefore.get(rowId) ?? 0) > now || (brokenUntil.get(rowId) ?? 0) > now) return false;
      const gap = now < distrustUntil ? distrustGapMs : leastGapMs;
      return isOwnLoopback(source) || now - (begunAt.get(rowId) ?? -Infinity) >= gap;
    },
    began: ({ rowId }) => void begunAt.set(rowId, clock.monotonic()),
    broke: ({ rowId }) => void brokenUntil.set(rowId, clock.monotonic() + brokenMs),
  };
}
