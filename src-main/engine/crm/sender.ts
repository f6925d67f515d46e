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
import { wakeFromAhead, wakeOffline } from "../store/delivery-line.ts";
import { attemptDelivery } from "./attempt.ts";
import { canTake, takeLine } from "./take-line.ts";

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
  /** When the last round began. */
  seenAt: number;
  /** By row of the target. */
  readonly rests: Map<number, TargetRest>;
};

/** One sender for each target: a target that hangs holds up no other, and each contact's lines leave oldest first. */
export function createCrmSender(parts: Parts, connectors: CrmConnectors): CrmSender {
  const sending: Sending = { parts, connectors, openedAt: parts.clock.now(), seenAt: Infinity, rests: new Map() };
  const loop = createDueLoop(parts, {
    broke: "crm.sender_failed",
    round: async (isStopped) => {
      await mindTheClock(sending);
      const targets = (await listTargets(parts.store.read)).filter(canTake);
      // One that breaks waits for the others: a target never has two that send to it.
      const ends = await Promise.allSettled(targets.map((target) => drainTarget(sending, { target, isStopped })));
      for (const end of ends) if (end.status === "rejected") throw end.reason;
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

/** Sends what is due to one target, one line after the other; a line and its target are read anew when it is taken. */
async function drainTarget(
  { parts, connectors, openedAt, rests }: Sending,
  { target: { rowId: targetRowId }, isStopped }: { readonly target: Target; readonly isStopped: () => boolean },
): Promise<void> {
  while (!isStopped()) {
    const rest = rests.get(targetRowId) ?? awake;
    const now = parts.clock.now();
    if (rest.until > now || !(await nextDelivery(parts.store.read, { targetRowId, now }))) return;
    const taken = await runEngineAct(parts, { topics: [] }, (act) => takeLine(act, { targetRowId, openedAt }));
    if (taken === null) return;
    if (taken === "buried") {
      parts.changed("outbox", "status");
      continue;
    }
    const outcome = await attemptDelivery(parts, connectors, taken);
    const after = { ...outcome, now: parts.clock.now(), fraction: parts.ids.fraction() };
    rests.set(targetRowId, restAfter(rest, after));
  }
}

/** A clock that was ahead and is right again must not let anything wait until it was right. */
async function mindTheClock(sending: Sending): Promise<void> {
  const { parts, rests } = sending;
  const now = parts.clock.now();
  const isSetBack = now < sending.seenAt;
  sending.seenAt = now;
  if (!isSetBack) return;
  rests.clear();
  await runEngineAct(parts, { topics: [] }, (act) => wakeFromAhead(act.trx, act.at));
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
