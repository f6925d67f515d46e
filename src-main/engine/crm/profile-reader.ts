import type { CrmConnectors } from "../../ports/crm-connector.ts";
import type { NetworkState } from "../network-state.ts";
import type { Parts } from "../parts.ts";
import { forgetOldProfiles, nextToPrefetch, wakeOfflineProfiles } from "../store/crm-profile.ts";
import { listTargets } from "../store/crm-target.ts";
import type { Target } from "../store/crm-target.ts";
import { isHeld, newLane, takeNewest, waitOf, want } from "./profile-lanes.ts";
import type { Lane } from "./profile-lanes.ts";
import { hasRecords } from "./read-from-target.ts";
import type { RecordTarget } from "./read-from-target.ts";
import { readProfile } from "./read-profile.ts";

const dayMs = 86_400_000;
/** Contacts of open cases are read before anybody looks, one target's one after the other at this pace. */
const prefetchMs = 10_000;
const prefetchRestMs = 60_000;
/** What nobody looked at for that long is forgotten. */
const keptMs = 30 * dayMs;

export type ProfileReader = {
  /** Reads contacts of open cases ahead from now on. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Resolves when nothing is read that may be read now. */
  readonly idle: () => Promise<void>;
  /** Somebody looks at a contact: it is read as soon as the target may be asked. */
  readonly want: (target: RecordTarget, contactRowId: number) => void;
  readonly stateOf: (
    target: RecordTarget,
    contactRowId: number,
  ) => { readonly isReading: boolean; readonly heldMs: number };
  readonly networkIsBack: () => Promise<void>;
};

/** The one reader of what CRMs know: one contact at a time from each target, whoever was looked at last first. */
export function createProfileReader(
  parts: Parts,
  { connectors, network }: { readonly connectors: CrmConnectors; readonly network: NetworkState },
): ProfileReader {
  const lanes = new Map<number, Lane>();
  const runs = new Map<number, Promise<void>>();
  const sleeps = new Map<number, () => void>();
  let isStopped = false;
  let cancelPrefetch = () => {};
  let prefetching: Promise<void> = Promise.resolve();
  let forgottenAt = 0;

  const laneOf = (targetRowId: number): Lane => {
    const lane = lanes.get(targetRowId) ?? newLane();
    lanes.set(targetRowId, lane);
    return lane;
  };
  const now = () => parts.clock.monotonic();

  function run(targetRowId: number): void {
    if (isStopped || runs.has(targetRowId)) return;
    const lane = laneOf(targetRowId);
    const ended = drain(lane, targetRowId)
      .catch((cause: unknown) => {
        lane.reading = null;
        parts.log.error("crm.profile_broke", { error: String(cause) });
      })
      .finally(() => {
        runs.delete(targetRowId);
        // Somebody looked while the last round was ending.
        if (lane.wanted.size > 0 && !sleeps.has(targetRowId)) run(targetRowId);
      });
    runs.set(targetRowId, ended);
  }

  async function drain(lane: Lane, targetRowId: number): Promise<void> {
    while (!isStopped && lane.wanted.size > 0) {
      // Read anew each time: a person may pause, change or remove it.
      const target = await readableTarget(parts, targetRowId);
      if (!target) return lane.wanted.clear();
      const waitMs = waitOf(lane, { now: now(), version: target.version });
      if (waitMs > 0) return sleep(targetRowId, waitMs);
      const contactRowId = takeNewest(lane, now());
      if (contactRowId === null) return;
      lane.reading = contactRowId;
      lane.begun.push(now());
      const failures = lane.failedVersion === target.version ? lane.failures : 0;
      const { class: how, holdMs } = await readProfile(parts, connectors, { target, contactRowId, failures });
      lane.reading = null;
      lane.failures = how === "ok" || how === "permanent" ? 0 : failures + (how === "offline" ? 0 : 1);
      lane.failedVersion = target.version;
      lane.heldUntil = now() + holdMs;
    }
  }

  function sleep(targetRowId: number, waitMs: number): void {
    sleeps.get(targetRowId)?.();
    const wake = () => {
      sleeps.delete(targetRowId);
      run(targetRowId);
    };
    sleeps.set(targetRowId, parts.clock.after(waitMs, wake));
  }

  function wakeAll(): void {
    for (const [targetRowId, cancel] of sleeps) {
      cancel();
      sleeps.delete(targetRowId);
      run(targetRowId);
    }
  }

  async function prefetch(): Promise<number> {
    const at = parts.clock.now();
    if (at - forgottenAt >= dayMs) {
      while (await parts.store.write((trx) => forgetOldProfiles(trx, at - keptMs)));
      forgottenAt = at;
    }
    if (network.state() === "offline") return prefetchRestMs;
    let isMore = false;
    for (const target of (await listTargets(parts.store.read)).filter(isReadable)) {
      const lane = laneOf(target.rowId);
      const isBusy = lane.wanted.size > 0 || lane.reading !== null;
      if (isBusy || waitOf(lane, { now: now(), version: target.version }) > 0) continue;
      const asked = { targetRowId: target.rowId, since: at - dayMs, now: at };
      const contactRowId = await nextToPrefetch(parts.store.read, asked);
      if (contactRowId === null) continue;
      isMore = true;
      want(lane, contactRowId, now());
      run(target.rowId);
    }
    return isMore ? prefetchMs : prefetchRestMs;
  }

  function prefetchAfter(delayMs: number): void {
    if (isStopped) return;
    cancelPrefetch = parts.clock.after(delayMs, () => {
      prefetching = prefetch()
        .catch((cause: unknown) => {
          parts.log.error("crm.prefetch_failed", { error: String(cause) });
          return prefetchRestMs;
        })
        .then(prefetchAfter);
    });
  }

  return {
    start: () => prefetchAfter(prefetchMs),
    stop: async () => {
      isStopped = true;
      cancelPrefetch();
      for (const cancel of sleeps.values()) cancel();
      await prefetching;
      await Promise.all(runs.values());
    },
    idle: async () => {
      await prefetching;
      while (runs.size > 0) await Promise.all(runs.values());
    },
    want: (target, contactRowId) => {
      const lane = laneOf(target.rowId);
      if (lane.reading === contactRowId) return;
      want(lane, contactRowId, now());
      // One that was saved anew, or whose network is back, waits for nothing.
      if (waitOf(lane, { now: now(), version: target.version }) === 0) {
        sleeps.get(target.rowId)?.();
        sleeps.delete(target.rowId);
      }
      if (!sleeps.has(target.rowId)) run(target.rowId);
    },
    stateOf: (target, contactRowId) => {
      const lane = laneOf(target.rowId);
      const isHere = isHeld(lane, { now: now(), version: target.version });
      return {
        isReading: lane.reading === contactRowId || (!isHere && lane.wanted.has(contactRowId)),
        heldMs: isHere ? lane.heldUntil - now() : 0,
      };
    },
    networkIsBack: async () => {
      await parts.store.write((trx) => wakeOfflineProfiles(trx));
      for (const lane of lanes.values()) if (lane.failures === 0) lane.heldUntil = 0;
      parts.changed("profiles");
      wakeAll();
    },
  };
}

export function isReadable(target: Target): target is RecordTarget {
  return hasRecords(target) && target.enabled && target.paused === null;
}

async function readableTarget(parts: Parts, targetRowId: number): Promise<RecordTarget | null> {
  const target = (await listTargets(parts.store.read)).find((one) => one.rowId === targetRowId);
  return target && isReadable(target) ? target : null;
}
