import type { Parts } from "../parts.ts";

export type WatchLoop = {
  /** Looks at once, then again and again. */
  readonly start: () => void;
  /** Resolves when a look that is under way has ended. */
  readonly stop: () => Promise<void>;
  /** One look now; for starting up and for tests. */
  readonly look: () => Promise<void>;
};

/** Does `look` at once and then `everyMs` after each time it ended. A look that fails is logged, and the next one comes. */
export function createWatchLoop(
  { clock, log }: Pick<Parts, "clock" | "log">,
  { name, everyMs, look }: { readonly name: string; readonly everyMs: number; readonly look: () => Promise<void> },
): WatchLoop {
  let isRunning = false;
  let cancel = () => {};
  let lookEnds = Promise.resolve();
  const begin = () => void (lookEnds = run());
  const run = async () => {
    try {
      await look();
    } catch (cause) {
      log.error(`${name}.failed`, { cause: String(cause) });
    }
    if (isRunning) cancel = clock.after(everyMs, begin);
  };
  return {
    start: () => {
      if (isRunning) return;
      isRunning = true;
      begin();
    },
    stop: async () => {
      isRunning = false;
      cancel();
      await lookEnds;
    },
    look,
  };
}
