import type { CrmConnectors } from "../../ports/crm-connector.ts";
import type { Parts } from "../parts.ts";
import { listTargets } from "../store/crm-target.ts";
import type { Target } from "../store/crm-target.ts";
import { isHeld, newLane, takeNewest, waitOf, want } from "./profile-lanes.ts";
import type { Lane } from "./profile-lanes.ts";
import { hasRecords } from "./read-from-target.ts";
import type { RecordTarget } from "./read-from-target.ts";
import { readProfile } from "./read-profile.ts";

/** The lanes of all targets: in each, one contact after the other is read. */
export type ProfileRuns = {
  readonly laneOf: (targetRowId: number) => Lane;
  readonly waitOf: (target: RecordTarget) => number;
  /** A contact is to be read as soon as the target may be asked. */
  readonly want: (target: RecordTarget, contactRowId: number) => void;
  /** What only waited for the network may be asked at once. */
  readonly releaseOffline: () => void;
  readonly stop: () => Promise<void>;
  readonly idle: () => Promise<void>;
};

export function isReadable(target: Target): target is RecordTarget {
  return hasRecords(target) && target.enabled && target.paused === null;
}

export function createProfileRuns(parts: Parts, connectors: CrmConnectors): ProfileRuns {
  const lanes = new Map<number, Lane>();
  const runs = new Map<number, Promise<void>>();
  const sleeps = createSleeps(parts);
  let isStopped = false;

  const laneOf = (targetRowId: number): Lane => {
    const lane = lanes.get(targetRowId) ?? newLane();
    lanes.set(targetRowId, lane);
    return lane;
  };
  const now = () => parts.clock.monotonic();

  function run(targetRowId: number): void {
    if (isStopped || runs.has(targetRowId)) return;
    const lane = laneOf(targetRowId);
    const sleep = (waitMs: number) => sleeps.set(targetRowId, waitMs, () => run(targetRowId));
    const ended = drain(parts, connectors, { lane, targetRowId, sleep, isStopped: () => isStopped })
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

  return {
    laneOf,
    waitOf: ({ rowId, version }) => waitOf(laneOf(rowId), { now: now(), version }),
    want: ({ rowId, version }, contactRowId) => {
      const lane = laneOf(rowId);
      if (lane.reading === contactRowId) return;
      want(lane, contactRowId, now());
      // A target that was saved anew, or whose network is back, waits for nothing.
      if (waitOf(lane, { now: now(), version }) === 0) sleeps.cancel(rowId);
      if (!sleeps.has(rowId)) run(rowId);
    },
    releaseOffline: () => {
      // Who has no failures was held for the network alone.
      for (const [targetRowId, lane] of [...lanes].filter(([, { failures }]) => failures === 0)) {
        lane.heldUntil = 0;
        sleeps.cancel(targetRowId);
        run(targetRowId);
      }
    },
    stop: async () => {
      isStopped = true;
      for (const targetRowId of lanes.keys()) sleeps.cancel(targetRowId);
      await Promise.all(runs.values());
    },
    idle: async () => {
      while (runs.size > 0) await Promise.all(runs.values());
    },
  };
}

type Draining = {
  readonly lane: Lane;
  readonly targetRowId: number;
  readonly isStopped: () => boolean;
  readonly sleep: (waitMs: number) => void;
};

/** Reads who is wanted, one after the other, as long as the target may be asked. */
async function drain(parts: Parts, connectors: CrmConnectors, { lane, targetRowId, isStopped, sleep }: Draining) {
  while (!isStopped() && lane.wanted.size > 0) {
    // Read anew each time: a person may pause, change or remove it.
    const target = (await listTargets(parts.store.read)).find((one) => one.rowId === targetRowId);
    if (!target || !isReadable(target)) return lane.wanted.clear();
    const now = parts.clock.monotonic();
    const waitMs = waitOf(lane, { now, version: target.version });
    if (waitMs > 0) return sleep(waitMs);
    const contactRowId = takeNewest(lane, now);
    if (contactRowId === null) return;
    await readOne(parts, connectors, { lane, target, contactRowId });
  }
}

type Reading = { readonly lane: Lane; readonly target: RecordTarget; readonly contactRowId: number };

/** Reads one contact and writes down in the lane when its target may be asked next. */
async function readOne(parts: Parts, connectors: CrmConnectors, { lane, target, contactRowId }: Reading) {
  lane.reading = contactRowId;
  lane.begun.push(parts.clock.monotonic());
  const failures = lane.failedVersion === target.version ? lane.failures : 0;
  const { class: how, holdMs } = await readProfile(parts, connectors, { target, contactRowId, failures });
  lane.reading = null;
  lane.failures = how === "ok" || how === "permanent" ? 0 : failures + (how === "offline" ? 0 : 1);
  lane.failedVersion = target.version;
  lane.heldUntil = parts.clock.monotonic() + holdMs;
}

/** Wakes a lane when its target may be asked again. */
function createSleeps({ clock }: Pick<Parts, "clock">) {
  const sleeping = new Map<number, () => void>();
  const cancel = (targetRowId: number) => {
    sleeping.get(targetRowId)?.();
    sleeping.delete(targetRowId);
  };
  return {
    cancel,
    has: (targetRowId: number) => sleeping.has(targetRowId),
    set: (targetRowId: number, waitMs: number, wake: () => void) => {
      cancel(targetRowId);
      const woken = () => {
        sleeping.delete(targetRowId);
        wake();
      };
      sleeping.set(targetRowId, clock.after(waitMs, woken));
    },
  };
}

/** Whether a contact is being read, or will be as soon as its turn comes, and how long its target is left alone (ms). */
export function readingOf(
  lane: Lane,
  { contactRowId, now, version }: { readonly contactRowId: number; readonly now: number; readonly version: number },
): { readonly isReading: boolean; readonly heldMs: number } {
  const held = isHeld(lane, { now, version });
  return {
    isReading: lane.reading === contactRowId || (!held && lane.wanted.has(contactRowId)),
    heldMs: held ? lane.heldUntil - now : 0,
  };
}
