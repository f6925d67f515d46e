import { Refusal } from "../../contract/refusal.ts";
import type { CrmTarget } from "../../contract/methods/crm.ts";
import type { Said } from "../../contract/values.ts";
import type { Act } from "../commands.ts";
import { buryOpen } from "../store/bury-deliveries.ts";
import { insertTarget, listTargets, removeTarget, updateTarget } from "../store/crm-target.ts";
import type { Target, TargetConfig } from "../store/crm-target.ts";

export type TargetInput = {
  readonly id?: string | undefined;
  readonly version?: number | undefined;
  readonly name: string;
  readonly config: TargetConfig;
  readonly enabled: boolean;
};

/** Why a line of a removed target is dead. */
export const targetRemoved: Said = { code: "crm.target-removed", params: {} };

/** Refusals: target-invalid { what }. A secret never travels in an address, and only this machine may be asked over plain http. */
export function refuseUnfitTarget(config: TargetConfig): void {
  if (config.kind === "file") {
    if (!/^([A-Za-z]:[\\/]|\/|\\\\)/.test(config.folder)) throw new Refusal("target-invalid", { what: "folder" });
    return;
  }
  if (!URL.canParse(config.url)) throw new Refusal("target-invalid", { what: "address" });
  const url = new URL(config.url);
  const isHere = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && isHere);
  if (!isSafe || url.username !== "" || url.password !== "") throw new Refusal("target-invalid", { what: "address" });
}

/** Adds or changes a target; the answer is its public id. */
export async function saveTarget(act: Act, input: TargetInput): Promise<string> {
  const targets = await listTargets(act.trx);
  if (targets.some((one) => one.name.toLowerCase() === input.name.toLowerCase() && one.id !== input.id))
    throw new Refusal("name-taken", { name: input.name });
  const payload = { name: input.name, kind: input.config.kind, enabled: input.enabled };
  if (input.id === undefined) {
    const id = act.newId();
    await insertTarget(act.trx, { ...input, id });
    await act.record({ kind: "target.saved", subjectId: id, payload });
    return id;
  }
  const target = takeTarget(targets, { id: input.id, version: input.version ?? 0 });
  await updateTarget(act.trx, target.rowId, input);
  await act.record({ kind: "target.saved", subjectId: target.id, payload });
  return target.id;
}

/** Removes a target; what still waited for it is dead with that as its reason, in the same transaction. */
export async function dropTarget(
  act: Act,
  input: { readonly id: string; readonly version: number },
): Promise<Record<string, never>> {
  const target = takeTarget(await listTargets(act.trx), input);
  await removeTarget(act.trx, target.rowId, act.at);
  const buried = await buryOpen(act.trx, target.rowId, targetRemoved);
  await act.record(
    { kind: "target.removed", subjectId: target.id, payload: { name: target.name } },
    ...buried.map(({ id, key }) => ({
      kind: "delivery.dead" as const,
      subjectId: id,
      payload: { key, target: target.name, because: targetRemoved.code },
    })),
  );
  return {};
}

function takeTarget(
  targets: readonly Target[],
  { id, version }: { readonly id: string; readonly version: number },
): Target {
  const target = targets.find((one) => one.id === id);
  if (!target) throw new Refusal("not-found", { what: "target" });
  if (target.version !== version) throw new Refusal("stale", { what: "target", version: target.version });
  return target;
}

export function viewTarget(target: Target, secret: CrmTarget["secret"]): CrmTarget {
  const { id, version, name, config, enabled, paused } = target;
  return { id, version, name, config, enabled, secret, paused };
}
