import { isWornOut, waitBeforeRetry } from "../../domain/crm/retry.ts";
import type { CrmConnectors, CrmOutcome } from "../../ports/crm-connector.ts";
import { runEngineAct } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { isTargetRemoved } from "../store/bury-deliveries.ts";
import { pauseTarget } from "../store/crm-target.ts";
import type { Target } from "../store/crm-target.ts";
import { endAttempt, markSending, setBehind } from "../store/delivery.ts";
import type { Delivery } from "../store/delivery.ts";
import { targetRemoved } from "./targets.ts";

const offlineWaitMs = 60_000;

/** One try of one line: committed as `sending` before anything leaves, its outcome in a transaction of its own. */
export async function attemptDelivery(
  parts: Parts,
  connectors: CrmConnectors,
  { target, delivery }: { readonly target: Target; readonly delivery: Delivery },
): Promise<void> {
  // A line that was ever tried may have arrived: its answer was lost, or the engine ended before it came.
  const isRepeat = delivery.firstTryAt !== null;
  await runEngineAct(parts, { topics: [] }, (act) => markSending(act.trx, delivery, act.at));
  const outcome = await deliver(connectors, { target, delivery, isRepeat });
  await runEngineAct(parts, { topics: ["outbox", "status"] }, (act) =>
    settle(parts, act, { target, delivery, outcome }),
  );
  parts.log.info("crm.attempt", { deliveryId: delivery.id, class: outcome.class, attempt: delivery.attempts + 1 });
}

function deliver(
  connectors: CrmConnectors,
  { target, delivery, isRepeat }: { target: Target; delivery: Delivery; isRepeat: boolean },
): Promise<CrmOutcome> {
  const about = { targetId: target.id, isRepeat };
  if (target.config.kind === "webhook") return connectors.webhook.deliver(target.config, delivery.line, about);
  if (target.config.kind === "file") return connectors.file.deliver(target.config, delivery.line, about);
  throw new Error(`No connector for ${target.config.kind}`);
}

type Settled = { readonly target: Target; readonly delivery: Delivery; readonly outcome: CrmOutcome };

async function settle(parts: Parts, act: Act, { target, delivery, outcome }: Settled): Promise<void> {
  const { rowId } = delivery;
  const base = { class: outcome.class, says: outcome.says, nextAt: null, doneAt: null };
  if (outcome.class === "ok") {
    await endAttempt(act.trx, rowId, { ...base, state: "done", doneAt: act.at });
    return act.record({
      kind: "delivery.done",
      subjectId: delivery.id,
      payload: { key: delivery.line.key, target: target.name },
    });
  }
  if (await isTargetRemoved(act.trx, rowId))
    return endAttempt(act.trx, rowId, { ...base, state: "dead", class: "gone", says: targetRemoved });
  if (outcome.class === "offline")
    return endAttempt(act.trx, rowId, { ...base, state: "queued", nextAt: act.at + offlineWaitMs, uncount: true });
  if (outcome.class === "auth" || outcome.class === "gone") {
    await endAttempt(act.trx, rowId, { ...base, state: "queued", nextAt: act.at, uncount: true });
    return pause(act, target, outcome);
  }
  const attempts = delivery.attempts + 1;
  const isOver =
    outcome.class === "permanent" || isWornOut({ attempts, firstTryAt: delivery.countedFrom ?? act.at, now: act.at });
  if (isOver) return bury(act, { target, delivery, outcome });
  const waitMs = waitBeforeRetry({ attempts, fraction: parts.ids.fraction(), askedMs: outcome.retryAfterMs ?? 0 });
  return endAttempt(act.trx, rowId, { ...base, state: "queued", nextAt: act.at + waitMs });
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
  await setBehind(act.trx, delivery.rowId, "blocked");
  const payload = { key: delivery.line.key, target: target.name, because: outcome.says?.code ?? outcome.class };
  await act.record({ kind: "delivery.dead", subjectId: delivery.id, payload });
}
