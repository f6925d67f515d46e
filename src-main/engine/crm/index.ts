import { Refusal } from "../../contract/refusal.ts";
import type { CrmTarget } from "../../contract/methods/crm.ts";
import { isWebhookSecret, webhookSecretName } from "../../domain/crm/webhook-secret.ts";
import type { CrmConnectors, CrmOutcome } from "../../ports/crm-connector.ts";
import type { Secrets } from "../../ports/secrets.ts";
import { runCommand } from "../commands.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { isTargetRemoved } from "../store/bury-deliveries.ts";
import { listTargets } from "../store/crm-target.ts";
import type { Target } from "../store/crm-target.ts";
import { countDeliveries, findDelivery, listDeliveries, requeue, setBehind, skip } from "../store/delivery.ts";
import type { Delivery } from "../store/delivery.ts";
import type { Trx } from "../store/open.ts";
import type { CrmSender } from "./sender.ts";
import { dropTarget, refuseUnfitTarget, saveTarget, viewTarget } from "./targets.ts";

type CrmMethod =
  | "crm.targets"
  | "crm.saveTarget"
  | "crm.removeTarget"
  | "crm.testTarget"
  | "crm.deliveries"
  | "crm.retry"
  | "crm.skip";

export type CrmParts = Parts & {
  readonly secrets: Secrets;
  readonly connectors: CrmConnectors;
  readonly sender: Pick<CrmSender, "nudge">;
};

/** Targets and the outbox that people see: what waits, what failed and why, what was delivered. */
export function createCrm(parts: CrmParts): Handlers<CrmMethod> {
  return { ...targetHandlers(parts), ...outboxHandlers(parts) };
}

function targetHandlers(
  parts: CrmParts,
): Handlers<"crm.targets" | "crm.saveTarget" | "crm.removeTarget" | "crm.testTarget"> {
  return {
    "crm.targets": async () => Promise.all((await listTargets(parts.store.read)).map((target) => show(parts, target))),
    "crm.saveTarget": async (input, call) => {
      refuseUnfitTarget(input.config);
      const { secret } = input;
      if (secret !== undefined && !isWebhookSecret(secret)) throw new Refusal("secret-needed");
      if (input.config.kind === "webhook" && input.id === undefined && secret === undefined)
        throw new Refusal("secret-needed");
      const command = { call, method: "crm.saveTarget", commandId: input.commandId, topics: ["outbox"] as const };
      const id = await runCommand(parts, command, (act) => saveTarget(act, input));
      if (secret !== undefined) await parts.secrets.set(webhookSecretName(id), secret);
      parts.sender.nudge();
      return show(parts, await take(parts, id));
    },
    "crm.removeTarget": async (input, call) => {
      const command = {
        call,
        method: "crm.removeTarget",
        commandId: input.commandId,
        topics: ["outbox", "status"] as const,
      };
      const done = await runCommand(parts, command, (act) => dropTarget(act, input));
      await parts.secrets.remove(webhookSecretName(input.id));
      return done;
    },
    "crm.testTarget": async ({ id }) => {
      const target = await take(parts, id);
      const outcome = await testTarget(parts, target);
      return {
        ok: outcome.class === "ok",
        says: outcome.says ?? { code: "crm.test-ok", params: { name: target.name } },
      };
    },
  };
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

function testTarget({ connectors }: CrmParts, { id, config }: Target): Promise<CrmOutcome> {
  if (config.kind === "webhook") return connectors.webhook.test(config, { targetId: id });
  if (config.kind === "file") return connectors.file.test(config, { targetId: id });
  throw new Error(`No connector for ${config.kind}`);
}

async function take(parts: Parts, id: string): Promise<Target> {
  const target = (await listTargets(parts.store.read)).find((one) => one.id === id);
  if (!target) throw new Refusal("not-found", { what: "target" });
  return target;
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

async function show(parts: CrmParts, target: Target): Promise<CrmTarget> {
  if (target.config.kind === "file") return viewTarget(target, "none");
  const isKnown = (await parts.secrets.get(webhookSecretName(target.id))) !== null;
  if (!isKnown) return viewTarget(target, "missing");
  return viewTarget(target, (await parts.secrets.kind()) === "keyring" ? "kept" : "session");
}
