import { Refusal } from "../../contract/refusal.ts";
import { runCommand } from "../commands.ts";
import type { Handlers } from "../handlers.ts";
import { isTargetRemoved } from "../store/bury-deliveries.ts";
import { countDeliveries, findDelivery, listDeliveries, requeue, setBehind, skip } from "../store/delivery.ts";
import type { Delivery } from "../store/delivery.ts";
import type { Trx } from "../store/open.ts";
import { createTargets } from "./target-methods.ts";
import type { TargetParts } from "./target-methods.ts";

type CrmMethod =
  | "crm.targets"
  | "crm.saveTarget"
  | "crm.removeTarget"
  | "crm.testTarget"
  | "crm.preview"
  | "crm.deliveries"
  | "crm.retry"
  | "crm.skip";

export type CrmParts = TargetParts;

/** Targets and the outbox that people see: what waits, what failed and why, what was delivered. */
export function createCrm(parts: CrmParts): Handlers<CrmMethod> {
  return { ...createTargets(parts), ...outboxHandlers(parts) };
}

function outboxHandlers(parts: CrmParts): Handlers<"crm.deliveries" | "crm.retry" | "crm.skip"> {
  return {
    "crm.deliveries": async (input) => ({
      rows: await listDeliveries(parts.store.read, input),
      counts: await countDeliveries(parts.store.read),
    }),
    "crm.retry": async (input, call) => {
      const command = { call, method: "crm.retry", commandId: input.commandId, topics: ["outbox", "status"] as const };
      const done = await runCommand(parts, command, async (act) => {
        const delivery = await takeDelivery(act.trx, input);
        if (await isTargetRemoved(act.trx, delivery.rowId)) throw new Refusal("not-found", { what: "target" });
        await requeue(act.trx, delivery.rowId, act.at);
        await setBehind(act.trx, delivery.rowId, "queued");
        await act.record({ kind: "delivery.requeued", subjectId: delivery.id, payload: { key: delivery.line.key } });
        return {};
      });
      parts.sender.nudge();
      return done;
    },
    "crm.skip": async (input, call) => {
      const command = { call, method: "crm.skip", commandId: input.commandId, topics: ["outbox", "status"] as const };
      const done = await runCommand(parts, command, async (act) => {
        const delivery = await takeDelivery(act.trx, input);
        if (delivery.state !== "dead") throw new Refusal("stale", { what: "delivery", version: delivery.version });
        await skip(act.trx, delivery.rowId);
        await setBehind(act.trx, delivery.rowId, "queued");
        await act.record({ kind: "delivery.skipped", subjectId: delivery.id, payload: { key: delivery.line.key } });
        return {};
      });
      parts.sender.nudge();
      return done;
    },
  };
}

async function takeDelivery(
  trx: Trx,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<Delivery> {
  const delivery = await findDelivery(trx, id);
  if (!delivery) throw new Refusal("not-found", { what: "delivery" });
  const canMove = delivery.state === "dead" || delivery.state === "queued";
  if (delivery.version !== version || !canMove)
    throw new Refusal("stale", { what: "delivery", version: delivery.version });
  return delivery;
}
