import type { Stopwatch } from "../../domain/query/watch-set.ts";
import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { setOverran, watchByRow } from "../store/watch.ts";

/** What a pattern is refused for in advance could cost far more; what is let through and still takes this long would hold everybody up. */
const mostMs = 100;

export type OverrunWatch = {
  readonly stopwatch: Stopwatch<number>;
  /** Resolves when every watch that overran is switched off. */
  readonly idle: () => Promise<void>;
};

/** Switches a watch off that took too long over one mention, and says so. It overran inside another transaction, so its turn comes after. */
export function createOverrunWatch(parts: Parts): OverrunWatch {
  let running: Promise<void> = Promise.resolve();
  const switchOff = (rowId: number) =>
    runEngineAct(parts, { topics: ["watches"] }, async (act) => {
      const watch = await watchByRow(act.trx, rowId);
      if (!watch || watch.overranAt !== null) return;
      await setOverran(act.trx, rowId, act.at);
      await act.record({ kind: "watch.overran", subjectId: watch.id, payload: { name: watch.name } });
    });
  return {
    stopwatch: {
      now: () => parts.clock.monotonic(),
      mostMs,
      overran: (rowId) => {
        running = running
          .then(() => new Promise<void>((resolve) => void setImmediate(resolve)))
          .then(() => switchOff(rowId))
          .catch((cause: unknown) => parts.log.error("watch.switch_off_failed", { error: String(cause) }));
      },
    },
    idle: () => running,
  };
}
