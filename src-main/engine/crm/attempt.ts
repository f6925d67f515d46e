import type { CrmConnectors, CrmOutcome } from "../../ports/crm-connector.ts";
import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { deliver } from "./deliver.ts";
import { hasRecords } from "./read-from-target.ts";
import { settle } from "./settle.ts";
import type { TakenLine } from "./take-line.ts";

const topics = ["outbox", "status"] as const;

/** One try of a line that was taken; its outcome is booked in a transaction of its own. */
export async function attemptDelivery(parts: Parts, connectors: CrmConnectors, taken: TakenLine): Promise<CrmOutcome> {
  const { target, delivery } = taken;
  const outcome = await tryOrTell(parts, connectors, taken);
  const fraction = parts.ids.fraction();
  // What arrived in a CRM with records is what it knows of the contact from now on.
  const told = outcome.class === "ok" && hasRecords(target) ? ([...topics, "profiles"] as const) : topics;
  await runEngineAct(parts, { topics: told }, (act) => settle(act, { target, delivery, outcome, fraction }));
  parts.log.info("crm.attempt", { deliveryId: delivery.id, class: outcome.class, attempt: delivery.attempts + 1 });
  return outcome;
}

/** Connectors answer with values; what throws is a fault of ours, after which nobody knows whether the line left. */
async function tryOrTell(parts: Parts, connectors: CrmConnectors, around: TakenLine): Promise<CrmOutcome> {
  try {
    return await deliver(connectors, { parts, ...around });
  } catch (cause) {
    parts.log.error("crm.attempt_broke", { deliveryId: around.delivery.id, message: String(cause) });
    return { class: "unknown", says: { code: "crm.broke", params: {} } };
  }
}
