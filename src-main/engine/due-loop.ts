import type { Parts } from "./parts.ts";

const longestSleepMs = 30_000;
const shortestSleepMs = 250;

export type DueLoop = {
  readonly start: () => void;
  /** Ends the round under way, and begins no other. */
  readonly stop: () => Promise<void>;
  /** Looks now: something was queued, or may go on. */
  readonly nudge: () => void;
  /** Does everything that is due and resolves when nothing is, started or not; after `stop` nothing is done. */
  readonly drain: () => Promise<void>;
};

/**
 * Works through what is due, sleeps until something is due again, and looks anew when nudged. What is queued while a
 * round runs is done in the same round: nobody has to wait for a sleep.
 */
export function createDueLoop(
  { clock, log }: Pick<Parts, "clock" | "log">,
  work: {
    /** The event of the log when a round breaks; the loop goes on after its longest sleep. */
    readonly broke: string;
    readonly round: (isStopped: () => boolean) => Promise<void>;
    /** Milliseconds until something is due. */
    readonly untilDue: () => Promise<number>;
  },
): DueLoop {
  let isStopped = false;
  let isStarted = false;
  let cancelSleep = () => {};
  let running: Promise<void> | null = null;
  let isWanted = false;

  const rounds = async (): Promise<void> => {
    do {
      isWanted = false;
      await work.round(() => isStopped);
    } while (isWanted && !isStopped);
  };
  const drain = (): Promise<void> => {
    isWanted = true;
    running ??= rounds().finally(() => {
      running = null;
    });
    return running;
  };
  const sleep = (sleepMs: number): void => {
    cancelSleep();
    if (isStarted) cancelSleep = clock.after(sleepMs, nudge);
  };
  const nudge = (): void => {
    if (!isStarted) return;
    cancelSleep();
    drain()
      .then(work.untilDue)
      .then((dueMs) => sleep(Math.max(shortestSleepMs, Math.min(longestSleepMs, dueMs))))
      .catch((cause: unknown) => {
        log.error(work.broke, { message: String(cause) });
        sleep(longestSleepMs);
      });
  };
  return {
    start: () => {
      isStopped = false;
      isStarted = true;
      nudge();
    },
    stop: async () => {
      isStopped = true;
      isStarted = false;
      cancelSleep();
      await running;
    },
    nudge,
    drain,
  };
}
