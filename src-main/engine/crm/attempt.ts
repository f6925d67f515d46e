import type { CrmConnectors, CrmOutcome } from "../../ports/crm-connector.ts";
import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import type { Target } from "../store/crm-target.ts";
import { deliveryByRow, markSending } from "../store/delivery.ts";
import type { Delivery } from "../store/delivery.ts";
import { buryUndelivered } from "./bury-undelivered.ts";
import { deliver } from "./deliver.ts";
import { hasRecords } from "./read-from-target.ts";
import { settle } from "./settle.ts";

const topics = ["outbox", "status"] as const;

export type Attempt = {
  readonly target: Target;
  readonly delivery: Delivery;
  /** Since when this engine has had the workspace open. */
  readonly openedAt: number;
};

/**
 * One try of one line: committed as `sending` before anything leaves, its outcome in a transaction of its own. Null: there
 * was nothing to send.
 */
export async function attemptDelivery(
  parts: Parts,
  connectors: CrmConnectors,
  { target, delivery, openedAt }: Attempt,
): Promise<CrmOutcome | null> {
  if (delivery.kind === "correction" && (await isUndelivered(parts, delivery))) {
    await runEngineAct(parts, { topics }, (act) => buryUndelivered(act, { target, delivery }));
    return null;
  }
  // A line that was ever tried may have arrived: its answer was lost, or the engine ended before it came. So may one of
  // before this start: the workspace may have been brought back from a backup.
  const isRepeat = delivery.firstTryAt !== null || delivery.createdAt < openedAt;
  await runEngineAct(parts, { topics: [] }, (act) => markSending(act.trx, delivery, act.at));
  const outcome = await tryOrTell(parts, connectors, { target, delivery, isRepeat });
  const fraction = parts.ids.fraction();
  // What arrived in a CRM with records is what it knows of the contact from now on.
  const told = outcome.class === "ok" && hasRecords(target) ? ([...topics, "profiles"] as const) : topics;
  await runEngineAct(parts, { topics: told }, (act) => settle(act, { target, delivery, outcome, fraction }));
  parts.log.info("crm.attempt", { deliveryId: delivery.id, class: outcome.class, attempt: delivery.attempts + 1 });
  return outcome;
}

/** Its line brings a correction behind what it corrects: if that did not arrive by now, it will not. */
async function isUndelivered({ store }: Parts, { correctsRowId }: Delivery): Promise<boolean> {
  const first = correctsRowId === null ? null : await deliveryByRow(store.read, correctsRowId);
  return first?.state !== "done";
}

/** Connectors answer with values; what throws is a fault of ours, after which nobody knows whether the line left. */
async function tryOrTell(
  parts: Parts,
  connectors: CrmConnectors,
  around: { readonly target: Target; readonly delivery: Delivery; readonly isRepeat: boolean },
): Promise<CrmOutcome> {
  try {
    return await deliver(connectors, { parts, ...around });
  } catch (cause) {
    parts.log.error("crm.attempt_broke", { deliveryId: around.delivery.id, message: String(cause) });
    return { class: "unknown", says: { code: "crm.broke", params: {} } };
  }
}
