import type { Handlers } from "../handlers.ts";
import { createDeliveries } from "./delivery-methods.ts";
import type { CrmSender } from "./sender.ts";
import { createTargets } from "./target-methods.ts";
import type { TargetParts } from "./target-methods.ts";

type CrmMethod =
  | "crm.targets"
  | "crm.saveTarget"
  | "crm.removeTarget"
  | "crm.testTarget"
  | "crm.preview"
  | "crm.deliveries"
  | "crm.delivery"
  | "crm.editDelivery"
  | "crm.retry"
  | "crm.retryAll"
  | "crm.skip";

export type CrmParts = Omit<TargetParts, "sender"> & { readonly sender: Pick<CrmSender, "nudge" | "tryNow"> };

/** Targets and the outbox that people see: what waits, what failed and why, what was delivered. */
export function createCrm(parts: CrmParts): Handlers<CrmMethod> {
  // Whoever saved or tested a target may have repaired it.
  const targets = createTargets({ ...parts, sender: { nudge: parts.sender.tryNow } });
  return { ...targets, ...createDeliveries(parts) };
}
