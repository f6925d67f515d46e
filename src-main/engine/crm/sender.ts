import { awake, restAfter } from "../../domain/crm/rest.ts";
import type { TargetRest } from "../../domain/crm/rest.ts";
import type { CrmConnectors } from "../../ports/crm-connector.ts";
import { runEngineAct } from "../commands.ts";
import { createDueLoop } from "../due-loop.ts";
import type { DueLoop } from "../due-loop.ts";
import type { Parts } from "../parts.ts";
import { listTargets } from "../store/crm-target.ts";
import type { Target } from "../store/crm-target.ts";
import { nextDelivery, nextDueAt } from "../store/delivery.ts";
import { wakeOffline } from "../store/delivery-line.ts";
import { attemptDelivery } from "./attempt.ts";

export type CrmSender = DueLoop & {
  /** A person asks for it: targets that rest after failures are tried now. */
  readonly tryNow: () => void;
  /** Lines that only waited for the network become due. */
  readonly networkIsBack: () => Promise<void>;
};

type Sending = {
  readonly parts: Parts;
  readonly connectors: CrmConnectors;
  readonly openedAt: number;
  /** By row of the target. */
  readonly rests: Map<number, TargetRest>;
};

/** One sender for each target: a target that hangs holds up no other, and each contact's lines leave oldest first. */
export function createCrmSender(parts: Parts, connectors: CrmConnectors): CrmSender {
  const sending: Sending = { parts, connectors, openedAt: parts.clock.now(), rests: new Map() };
  const loop = createDueLoop(parts, {
    broke: "crm.sender_failed",
    round: async (isStopped) => {
      const targets = (await listTargets(parts.store.read)).filter(canTake);
      await Promise.all(targets.map((target) => drainTarget(sending, { target, isStopped })));
    },
    untilDue: () => untilNextDue(sending),
  });
  const tryNow = () => {
    sending.rests.clear();
    loop.nudge();
  };
  return {
    ...loop,
    tryNow,
    networkIsBack: async () => {
      await runEngineAct(parts, { topics: ["outbox"] }, (act) => wakeOffline(act.trx, act.at));
      tryNow();
    },
  };
}

/** A new target takes nothing before a person has seen its first line. */
const canTake = (target: Target): boolean => target.enabled && !target.paused && target.lookedAt !== null;

/** Sends what is due to one target, one line after the other; reads the target anew each time, for a person may pause it. */
async function drainTarget(
  { parts, connectors, openedAt, rests }: Sending,
  { target: { rowId }, isStopped }: { readonly target: Target; readonly isStopped: () => boolean },
): Promise<void> {
  while (!isStopped()) {
    const target = (await listTargets(parts.store.read)).find((one) => one.rowId === rowId);
    const rest = rests.get(rowId) ?? awake;
    const now = parts.clock.now();
    if (!target || !canTake(target) || rest.until > now) return;
    const delivery = await nextDelivery(parts.store.read, { targetRowId: rowId, now });
    if (!delivery) return;
    const outcome = await attemptDelivery(parts, connectors, { target, delivery, openedAt });
    if (!outcome) continue;
    rests.set(rowId, restAfter(rest, { ...outcome, now: parts.clock.now(), fraction: parts.ids.fraction() }));
  }
}

async function untilNextDue({ parts, rests }: Sending): Promise<number> {
  const targets = (await listTargets(parts.store.read)).filter(canTake);
  const now = parts.clock.now();
  const waits = await Promise.all(
    targets.map(async ({ rowId }) => {
      const at = await nextDueAt(parts.store.read, rowId);
      return at === null ? Infinity : Math.max(at, rests.get(rowId)?.until ?? 0) - now;
    }),
  );
  return Math.min(...waits);
}
