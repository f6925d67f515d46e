import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Said } from "../../contract/values.ts";
import type { CrmConnectors } from "../../ports/crm-connector.ts";
import type { Secrets, TrialKeys } from "../../ports/secrets.ts";
import { runCommand } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { findTarget, listTargets } from "../store/crm-target.ts";
import { forgetSecret, keepSecret } from "./keep-secret.ts";
import { previewTarget } from "./preview-target.ts";
import type { CrmSender } from "./sender.ts";
import { fitConfig, refuseUnfitSecret } from "./target-fit.ts";
import { viewTarget } from "./target-view.ts";
import { dropTarget, saveTarget } from "./targets.ts";
import { testTarget } from "./test-target.ts";

export type TargetParts = Parts & {
  readonly secrets: Secrets;
  readonly trialKeys: TrialKeys;
  readonly connectors: CrmConnectors;
  readonly sender: Pick<CrmSender, "nudge">;
  readonly say: (said: Said) => string;
};

type TargetMethod = "crm.targets" | "crm.saveTarget" | "crm.removeTarget" | "crm.testTarget" | "crm.preview";

/** Where interactions go: how each is reached, whether it works, what it would get. */
export function createTargets(parts: TargetParts): Handlers<TargetMethod> {
  return {
    "crm.targets": async () =>
      Promise.all((await listTargets(parts.store.read)).map((target) => viewTarget(parts, target))),
    "crm.saveTarget": (input, call) => save(parts, input, call),
    "crm.removeTarget": (input, call) => remove(parts, input, call),
    "crm.testTarget": (input, call) => testTarget(parts, input, { call, nudge: parts.sender.nudge }),
    "crm.preview": ({ config }) => previewTarget(parts, config),
  };
}

async function save(
  parts: TargetParts,
  input: Parsed<"crm.saveTarget">,
  call: Call,
): Promise<Output<"crm.saveTarget">> {
  const config = fitConfig(input.config);
  const secret = input.secret ?? "";
  if (secret !== "") refuseUnfitSecret(config.kind, secret);
  else if (input.id === undefined && config.kind !== "file") throw new Refusal("secret-needed");
  const command = {
    ...{ call, method: "crm.saveTarget", commandId: input.commandId },
    topics: ["outbox", "status"] as const,
  };
  const id = await runCommand(parts, command, (act) => saveTarget(act, { ...input, config }));
  const { kind } = config;
  if (secret !== "") await keepSecret(parts.secrets, { kind, targetId: id, secret, at: parts.clock.now() });
  parts.sender.nudge();
  const target = await findTarget(parts.store.read, id);
  if (!target) throw new Refusal("not-found", { what: "target" });
  return viewTarget(parts, target);
}

async function remove(
  parts: TargetParts,
  input: Parsed<"crm.removeTarget">,
  call: Call,
): Promise<Record<string, never>> {
  const target = await findTarget(parts.store.read, input.id);
  const command = {
    ...{ call, method: "crm.removeTarget", commandId: input.commandId },
    topics: ["outbox", "status"] as const,
  };
  const done = await runCommand(parts, command, (act) => dropTarget(act, input));
  if (target) await forgetSecret(parts.secrets, { kind: target.config.kind, targetId: target.id });
  return done;
}
