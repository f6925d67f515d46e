import { createWatchLoop } from "../cases/watch-loop.ts";
import type { WatchLoop } from "../cases/watch-loop.ts";
import type { Parts } from "../parts.ts";
import { nextJob } from "../store/job.ts";
import { createDetector } from "./detector.ts";
import type { Detector } from "./detector.ts";
import { keepAlarms } from "./keep-alarms.ts";
import { createKnownCounts } from "./known-counts.ts";
import type { Known } from "./known-counts.ts";

const lookEveryMs = 60_000;
const soonMs = 2_000;

export type AlarmWatch = WatchLoop & {
  /** Something came in: looks in a moment, not only at the next minute. */
  readonly soon: () => void;
  /** The counts as they stand. */
  readonly known: () => Promise<Known>;
  readonly detector: Detector;
  /** Alarms or what was taught changed by hand: all is judged anew at the next look. */
  readonly forget: () => void;
};

export type AlarmWatchOf = {
  /** In a replay of what is over nobody is told. */
  readonly isReplay?: boolean;
};

/**
 * Counts what comes in by the moment it was first seen, and raises, refreshes and ends alarms. All it holds in memory is read
 * off the stored mentions when the desk starts, so that a restart changes nothing.
 */
export function createAlarmWatch(parts: Parts, { isReplay = false }: AlarmWatchOf = {}): AlarmWatch {
  const { look, known, detector, forget } = createLook(parts, isReplay);
  const loop = createWatchLoop(parts, { name: "alarm-watch", everyMs: lookEveryMs, look });
  let cancelSoon = () => {};
  let isStopped = true;
  let soonEnds = Promise.resolve();
  const lookNow = () => {
    soonEnds = look().catch((cause: unknown) => parts.log.error("alarm-watch.failed", { cause: String(cause) }));
  };
  return {
    ...{ look, known, detector, forget },
    start: () => {
      isStopped = false;
      loop.start();
    },
    stop: async () => {
      isStopped = true;
      cancelSoon();
      await loop.stop();
      await soonEnds;
    },
    soon: () => {
      if (isStopped) return;
      cancelSoon();
      cancelSoon = parts.clock.after(soonMs, lookNow);
    },
  };
}

function createLook(parts: Parts, isReplay: boolean): Pick<AlarmWatch, "look" | "known" | "detector" | "forget"> {
  const detector = createDetector();
  const counts = createKnownCounts(parts);
  let judged = "";
  let unjudged = 0;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: two readers would count the same posts twice. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  }

  async function read(): Promise<Known> {
    const { known, came, isNew } = await counts.read();
    unjudged += came;
    if (isNew) detector.forget();
    return known;
  }

  async function lookOnce(): Promise<void> {
    // While history is matched anew, what stands in it is half the old and half the new.
    if (await nextJob(parts.store.read, "rematch")) return counts.startOver();
    const known = await read();
    const state = `${known.slot} ${known.settings.alarms.sensitivity}`;
    const isSame = unjudged === 0 && state === judged;
    [judged, unjudged] = [state, 0];
    if (!(await keepAlarms(parts, { known, detector, isSame, isReplay }))) return;
    // The slots of an alarm count for what is usual no more.
    detector.forget();
  }

  return {
    look: () => inTurn(lookOnce),
    known: () => inTurn(read),
    detector,
    forget: () => {
      judged = "";
      detector.forget();
    },
  };
}
