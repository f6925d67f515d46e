import { isStrike, isWornOut, waitBeforeRetry } from "../../domain/crm/retry.ts";
import type { CrmOutcome } from "../../ports/crm-connector.ts";
import type { Act } from "../commands.ts";
import { isTargetRemoved } from "../store/bury-deliveries.ts";
import { outdateProfile } from "../store/crm-profile.ts";
import { noteTaken, pauseTarget } from "../store/crm-target.ts";
import type { Target } from "../store/crm-target.ts";
import { endAttempt, noteTry } from "../store/delivery.ts";
import type { Delivery, DeliveryEnd } from "../store/delivery.ts";
import { advanceLine, blockBehind, holdBehind } from "../store/delivery-line.ts";
import { targetRemoved } from "./targets.ts";

const offlineWaitMs = 60_000;

export type Settled = {
  readonly target: Target;
  readonly delivery: Delivery;
  readonly outcome: CrmOutcome;
  /** From 0 up to 1, by chance. */
  readonly fraction: number;
};

/** Books what an attempt came to, and what it means for those that stand behind. */
export async function settle(act: Act, settled: Settled): Promise<void> {
  const { target, delivery, outcome, fraction } = settled;
  const { rowId } = delivery;
  const base = { class: outcome.class, says: outcome.says, nextAt: null, doneAt: null };
  if (outcome.class === "ok") return finish(act, settled);
  if (await isTargetRemoved(act.trx, rowId))
    return endAttempt(act.trx, rowId, { ...base, state: "dead", class: "gone", says: targetRemoved });
  if (outcome.class === "offline") return wait(act, rowId, { ...base, nextAt: act.at + offlineWaitMs, uncount: true });
  if (outcome.class === "auth" || outcome.class === "gone") {
    await wait(act, rowId, { ...base, nextAt: act.at, uncount: true });
    return pause(act, target, outcome);
  }
  if (outcome.class === "permanent") return bury(act, settled);
  const attempts = delivery.attempts + 1;
  const isStruck = isStrike({ triedBefore: delivery.triedAt, targetTookAt: target.tookAt });
  const strikes = delivery.strikes + (isStruck ? 1 : 0);
  await noteTry(act.trx, rowId, { strikes, at: act.at });
  if (isWornOut({ strikes, attempts, firstTryAt: delivery.countedFrom ?? act.at, now: act.at }))
    return bury(act, settled);
  const waitMs = waitBeforeRetry({ attempts, fraction, askedMs: outcome.retryAfterMs ?? 0 });
  return wait(act, rowId, { ...base, nextAt: act.at + waitMs });
}

async function finish(act: Act, { target, delivery, outcome }: Settled): Promise<void> {
  await endAttempt(act.trx, delivery.rowId, {
    state: "done",
    class: "ok",
    says: outcome.says,
    nextAt: null,
    doneAt: act.at,
  });
  await advanceLine(act.trx, delivery.rowId, act.at);
  await noteTaken(act.trx, target.rowId, act.at);
  await outdateProfile(act.trx, { targetRowId: target.rowId, caseRowId: delivery.caseRowId });
  await act.record({
    kind: "delivery.done",
    subjectId: delivery.id,
    payload: { key: delivery.line.key, target: target.name },
  });
}

async function wait(
  act: Act,
  rowId: number,
  end: Omit<DeliveryEnd, "state" | "nextAt"> & { readonly nextAt: number },
): Promise<void> {
  await endAttempt(act.trx, rowId, { ...end, state: "queued" });
  await holdBehind(act.trx, rowId, end.nextAt);
}

/** The target needs a person: its lines wait, none is lost, no attempt is counted. */
async function pause(act: Act, target: Target, outcome: CrmOutcome): Promise<void> {
  const says = outcome.says ?? { code: "crm.answered-auth", params: {} };
  await pauseTarget(act.trx, target.rowId, says);
  await act.record({ kind: "target.paused", subjectId: target.id, payload: { name: target.name, because: says.code } });
}

async function bury(act: Act, { target, delivery, outcome }: Settled): Promise<void> {
  await endAttempt(act.trx, delivery.rowId, {
    state: "dead",
    class: outcome.class,
    says: outcome.says,
    nextAt: null,
    doneAt: null,
  });
  await blockBehind(act.trx, delivery.rowId);
  const payload = { key: delivery.line.key, target: target.name, because: outcome.says?.code ?? outcome.class };
  await act.record({ kind: "delivery.dead", subjectId: delivery.id, payload });
}
