import type { CrmConnectors } from "../../ports/crm-connector.ts";
import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { listTargets } from "../store/crm-target.ts";
import type { Target } from "../store/crm-target.ts";
import { nextDelivery, nextDueAt, wakeOffline } from "../store/delivery.ts";
import { attemptDelivery } from "./attempt.ts";

const longestSleepMs = 30_000;
const shortestSleepMs = 250;

export type CrmSender = {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Looks at the outbox now: something was queued, or the network came back. */
  readonly nudge: () => void;
  /** Sends everything that is due and answers when nothing is. */
  readonly drain: () => Promise<void>;
  /** Lines that only waited for the network become due. */
  readonly networkIsBack: () => Promise<void>;
};

/** One sender for each target: a target that hangs holds up no other, and each contact's lines leave oldest first. */
export function createCrmSender(parts: Parts, connectors: CrmConnectors): CrmSender {
  let isStopped = true;
  let cancelSleep = () => {};
  let round: Promise<void> | null = null;
  let isWanted = false;

  const drainAll = async (): Promise<void> => {
    do {
      isWanted = false;
      const targets = await listTargets(parts.store.read);
      await Promise.all(
        targets.map((target) => drainTarget(parts, connectors, { target, isStopped: () => isStopped })),
      );
    } while (isWanted && !isStopped);
  };

  const sleepUntilDue = async (): Promise<void> => {
    const sleepMs = await untilNextDue(parts);
    if (!isStopped) cancelSleep = parts.clock.after(sleepMs, nudge);
  };

  const drain = (): Promise<void> => {
    isWanted = true;
    round ??= drainAll().finally(() => {
      round = null;
    });
    return round;
  };

  const nudge = (): void => {
    if (isStopped) return;
    cancelSleep();
    drain()
      .then(sleepUntilDue)
      .catch((cause: unknown) => {
        parts.log.error("crm.sender_failed", { message: String(cause) });
        if (!isStopped) cancelSleep = parts.clock.after(longestSleepMs, nudge);
      });
  };

  return {
    start: () => {
      isStopped = false;
      nudge();
    },
    stop: async () => {
      isStopped = true;
      cancelSleep();
      await round;
    },
    nudge,
    drain: () => {
      isStopped = false;
      return drain();
    },
    networkIsBack: async () => {
      await runEngineAct(parts, { topics: ["outbox"] }, (act) => wakeOffline(act.trx, act.at));
      nudge();
    },
  };
}

/** Sends what is due to one target, one line after the other; reads the target anew each time, for a person may pause it. */
async function drainTarget(
  parts: Parts,
  connectors: CrmConnectors,
  { target, isStopped }: { readonly target: Target; readonly isStopped: () => boolean },
): Promise<void> {
  while (!isStopped()) {
    const current = (await listTargets(parts.store.read)).find((one) => one.rowId === target.rowId);
    if (!current?.enabled || current.paused) return;
    const delivery = await nextDelivery(parts.store.read, { targetRowId: target.rowId, now: parts.clock.now() });
    if (!delivery) return;
    await attemptDelivery(parts, connectors, { target: current, delivery });
  }
}

async function untilNextDue(parts: Parts): Promise<number> {
  const targets = (await listTargets(parts.store.read)).filter((target) => target.enabled && !target.paused);
  const due = await Promise.all(targets.map((target) => nextDueAt(parts.store.read, target.rowId)));
  const waits = due.filter((at) => at !== null).map((at) => at - parts.clock.now());
  return Math.max(shortestSleepMs, Math.min(longestSleepMs, ...waits));
}
