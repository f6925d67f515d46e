import type { Parts } from "../parts.ts";
import { dueSources, listSources, sourcesFromTheFuture } from "../store/source.ts";
import type { Source } from "../store/source.ts";
import type { NetworkWatch } from "./network.ts";
import type { Poller } from "./poller.ts";
import { isPublic } from "./reach.ts";

const tickMs = 10_000;
/** Due sources begin over this time after a start, a sleep, or an hour without a network. */
const spreadMs = 60_000;
const probeMs = 60_000;
/** A tick that comes this much later than planned means that the machine slept. */
const sleptMs = 60_000;
const mostDue = 1000;
/** A poll that broke here (a full disk, a bug) must not become a storm of requests out there. */
const brokenMs = 15 * 60_000;

export type SchedulerParts = Parts & { readonly network: NetworkWatch; readonly poller: Poller };

export type Scheduler = {
  readonly start: () => void;
  /** Looks at once for what is due: a source was added or changed. */
  readonly soon: () => void;
  /** Ends; polls that run are broken off. */
  readonly stop: () => Promise<void>;
  /** Resolves when the tick that runs and its polls are done. */
  readonly idle: () => Promise<void>;
};

/** Polls what is due, by a timer that no change of the wall clock disturbs; while offline it only knocks once a minute. */
export function createScheduler(parts: SchedulerParts): Scheduler {
  const { clock, network, poller, store, log } = parts;
  let stopped = true;
  let cancel = () => {};
  let ticking: Promise<void> = Promise.resolve();
  let last = { wall: 0, monotonic: 0 };
  let lastState = network.state();
  let probed = { at: -Infinity, rowId: 0 };
  /** Monotonic moments before which a source waits, so that many due ones do not begin at once. */
  let notBefore: ReadonlyMap<number, number> = new Map();

  function run(source: Source): void {
    poller.poll(source).catch((cause: unknown) => {
      notBefore = new Map([...notBefore, [source.rowId, clock.monotonic() + brokenMs]]);
      log.error("source.poll_broke", { source: source.id, error: String(cause) });
    });
  }

  async function due(): Promise<readonly Source[]> {
    const now = clock.now();
    const found = [...(await dueSources(store.read, { now, limit: mostDue })), ...(await sourcesFromTheFuture(store.read, now))];
    return [...new Map(found.map((source) => [source.rowId, source])).values()];
  }

  function isAfterPause(): boolean {
    const monotonic = clock.monotonic();
    const wall = clock.now();
    const slept = wall - last.wall - (monotonic - last.monotonic) > sleptMs || monotonic - last.monotonic > tickMs + sleptMs;
    const isBack = lastState === "offline" && network.state() === "online";
    last = { wall, monotonic };
    lastState = network.state();
    return slept || isBack;
  }

  async function tick(): Promise<void> {
    const isFresh = isAfterPause();
    const waiting = await due();
    const now = clock.monotonic();
    if (isFresh) notBefore = new Map(waiting.map((source, at) => [source.rowId, now + (at / waiting.length) * spreadMs]));
    const isOffline = network.state() === "offline";
    if (isOffline) await probe();
    for (const source of waiting) {
      if (isOffline && isPublic(source)) continue;
      if ((notBefore.get(source.rowId) ?? 0) <= now) run(source);
    }
  }

  /** Knocks at the next source in turn, so that no server hears from us more than its share. */
  async function probe(): Promise<void> {
    const now = clock.monotonic();
    if (now - probed.at < probeMs) return;
    const open = (await listSources(store.read)).filter((source) => isPublic(source) && source.goneAt === null && isRested(source, clock.now()));
    if (open.length === 0) return;
    const ordered = open.toSorted((a, b) => a.rowId - b.rowId);
    const next = ordered.find((source) => source.rowId > probed.rowId) ?? ordered[0];
    probed = { at: now, rowId: next?.rowId ?? 0 };
    if (next) run(next);
  }

  function tickAndPlan(): void {
    cancel();
    ticking = ticking
      .then(() => (stopped ? undefined : tick()))
      .catch((cause: unknown) => log.error("scheduler.tick_broke", { error: String(cause) }))
      .then(() => {
        cancel();
        if (!stopped) cancel = clock.after(tickMs, tickAndPlan);
      });
  }

  return {
    start: () => {
      stopped = false;
      // As after a sleep: whatever is due is spread.
      last = { wall: 0, monotonic: clock.monotonic() };
      tickAndPlan();
    },
    soon: () => {
      if (!stopped) tickAndPlan();
    },
    stop: async () => {
      stopped = true;
      cancel();
      await poller.stop();
      await ticking;
      await poller.idle();
    },
    idle: async () => {
      await ticking;
      await poller.idle();
      await ticking;
    },
  };
}

function isRested({ lastTryAt }: Source, now: number): boolean {
  return lastTryAt === null || lastTryAt > now || now - lastTryAt >= probeMs;
}
