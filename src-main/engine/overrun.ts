import type { Stopwatch } from "../domain/query/timed-query.ts";
import type { Parts } from "./parts.ts";
import type { Stopwatches } from "./sources/understanding.ts";

/** What a pattern is refused for in advance could cost far more; what is let through and still takes this long would hold everybody up. */
const mostMs = 100;

export type Overrun = {
  readonly stopwatches: Stopwatches;
  /** Resolves when all that overran is switched off. */
  readonly idle: () => Promise<void>;
};

/** Switches off what is in a row, and says so. */
type SwitchOff = (parts: Parts, rowId: number) => Promise<void>;

/** Switches a watch or a rule off that took too long over one mention. It overran inside another transaction, so its turn comes after. */
export function createOverrun(parts: Parts, switchOff: Readonly<Record<keyof Stopwatches, SwitchOff>>): Overrun {
  let running: Promise<void> = Promise.resolve();
  const stopwatchOf = (what: keyof Stopwatches): Stopwatch<number> => ({
    now: () => parts.clock.monotonic(),
    mostMs,
    overran: (rowId) => {
      running = running
        .then(() => new Promise<void>((resolve) => void setImmediate(resolve)))
        .then(() => switchOff[what](parts, rowId))
        .catch((cause: unknown) => parts.log.error("overrun.switch_off_failed", { what, error: String(cause) }));
    },
  });
  return {
    stopwatches: { watches: stopwatchOf("watches"), rules: stopwatchOf("rules") },
    idle: () => running,
  };
}
