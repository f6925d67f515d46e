import type { Parts } from "../parts.ts";
import { dueSources, sourcesFromTheFuture } from "../store/source.ts";
import type { Source } from "../store/source.ts";
import { createKnock, type Knock } from "./knock.ts";
import type { NetworkWatch } from "./network.ts";
import { createPauseWatch } from "./pause-watch.ts";
import type { Poller } from "./poller.ts";
import { isPublic } from "./reach.ts";
import { createTurns } from "./turns.ts";

const tickMs = 10_000;
const mostDue = 1000;

export type SchedulerParts = Parts & { readonly network: NetworkWatch; readonly poller: Poller };

export type Scheduler = {
  readonly start: () => void;
  /** Looks at once for what is due: a source was added or changed. */
  readonly soon: () => void;
  /** The same after a pause: a knock at the network does not wait for its minute. */
  readonly wake: () => void;
  /** Ends; polls that run are broken off. */
  readonly stop: () => Promise<void>;
  /** Resolves when the look that runs and its polls are done. */
  readonly idle: () => Promise<void>;
};

/** Polls what is due, by a timer that no change of the wall clock disturbs; while offline it only knocks once a minute. */
export function createScheduler(parts: SchedulerParts): Scheduler {
  const { clock, poller, log } = parts;
  const knock = createKnock(parts);
  const look = createLook(parts, knock.next);
  let stopped = true;
  let cancel = () => {};
  let looking: Promise<void> = Promise.resolve();

  function lookAndPlan(): void {
    cancel();
    looking = looking
      .then(() => (stopped ? undefined : look()))
      .catch((cause: unknown) => log.error("scheduler.look_broke", { error: String(cause) }))
      .then(() => {
        cancel();
        if (!stopped) cancel = clock.after(tickMs, lookAndPlan);
      });
  }

  return {
    start: () => {
      stopped = false;
      lookAndPlan();
    },
    soon: () => {
      if (!stopped) lookAndPlan();
    },
    wake: () => {
      knock.soon();
      if (!stopped) lookAndPlan();
    },
    stop: async () => {
      stopped = true;
      cancel();
      await poller.stop();
      await looking;
      await poller.idle();
    },
    idle: async () => {
      await looking;
      await poller.idle();
      await looking;
    },
  };
}

/** One look: what is due begins, unless the network is away or its turn has not come. */
function createLook(parts: SchedulerParts, knock: Knock["next"]): () => Promise<void> {
  const { clock, network, poller, log } = parts;
  const isAfterPause = createPauseWatch(parts, tickMs);
  const turns = createTurns(clock);

  function run(source: Source): void {
    turns.began(source);
    poller.poll(source).catch((cause: unknown) => {
      turns.broke(source);
      log.error("source.poll_broke", { source: source.id, error: String(cause) });
    });
  }

  return async () => {
    turns.lookAtClock();
    const isFresh = isAfterPause();
    const due = await dueNow(parts);
    if (isFresh) turns.spread(due);
    const isOffline = network.state() === "offline";
    const asked = isOffline ? await knock() : null;
    if (asked) run(asked);
    for (const source of due) {
      if (isOffline && isPublic(source)) continue;
      if (turns.mayBegin(source)) run(source);
    }
  };
}

async function dueNow({ store, clock }: SchedulerParts): Promise<readonly Source[]> {
  const now = clock.now();
  const found = [
    ...(await dueSources(store.read, { now, limit: mostDue })),
    ...(await sourcesFromTheFuture(store.read, now)),
  ];
  return [...new Map(found.map((source) => [source.rowId, source])).values()];
}
