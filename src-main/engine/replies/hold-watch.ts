import type { WatchLoop } from "../cases/watch-loop.ts";
import type { Parts } from "../parts.ts";
import { nextHoldEnd } from "../store/hold.ts";

const longestSleepMs = 60_000;

/** Tells the pages when a hold has ended, so that "to post" appears without a click. Looks at least once a minute. */
export function createHoldWatch(parts: Parts): Pick<WatchLoop, "start" | "stop"> {
  let cancel = () => {};
  let isStopped = true;
  let lookEnds = Promise.resolve();
  let waitingFor: number | null = null;

  const look = async (): Promise<void> => {
    const now = parts.clock.now();
    if (waitingFor !== null && waitingFor <= now) parts.changed("approvals", "case", "triage");
    waitingFor = await nextHoldEnd(parts.store.read, now);
    if (isStopped) return;
    const sleepMs = waitingFor === null ? longestSleepMs : Math.min(longestSleepMs, waitingFor - now + 50);
    cancel = parts.clock.after(sleepMs, run);
  };
  const run = (): void => {
    lookEnds = look().catch((cause: unknown) => parts.log.error("hold.watch_failed", { message: String(cause) }));
  };
  return {
    start: () => {
      isStopped = false;
      run();
    },
    stop: async () => {
      isStopped = true;
      cancel();
      await lookEnds;
    },
  };
}
