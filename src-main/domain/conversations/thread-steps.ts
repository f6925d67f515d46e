const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long after a reply of ours its thread is read again: networks lose notifications, and some tell only of direct answers. */
export const threadStepsMs: readonly number[] = [5 * minuteMs, 30 * minuteMs, 2 * hourMs, dayMs, 3 * dayMs];

/** Where nobody but a person can look, they are reminded once after this long. */
export const lookYourselfMs = dayMs;

export type ThreadStep = { readonly step: number; readonly dueAt: number | null };

/**
 * The next reading after one that was made at `now`: steps that passed while the desk was off are made up for by that one.
 * `dueAt` null = the last step is over. Times are UTC ms.
 */
export function nextThreadStep(sentAt: number, now: number): ThreadStep {
  const step = threadStepsMs.findIndex((ms) => sentAt + ms > now);
  const ms = threadStepsMs[step];
  return ms === undefined ? { step: threadStepsMs.length, dueAt: null } : { step, dueAt: sentAt + ms };
}

const firstBackOffMs = 5 * minuteMs;
const longestBackOffMs = 6 * hourMs;
/** A reading that failed so often is given up; the next step comes all the same. */
export const mostThreadTries = 5;

/** Milliseconds to wait after `failures` tries in a row that failed: 5, 10, 20 … minutes, up to 6 hours. */
export function threadBackOffMs(failures: number): number {
  return Math.min(firstBackOffMs * 2 ** Math.max(0, failures - 1), longestBackOffMs);
}
