import { Refusal } from "../../contract/refusal.ts";
import type { Said } from "../../contract/values.ts";
import type { Act } from "../commands.ts";
import { buryOpen } from "../store/bury-deliveries.ts";
import { eraseProfilesOfTarget, profilesOfSavedTarget } from "../store/crm-profile.ts";
import { forgetRecords } from "../store/crm-record.ts";
import { insertTarget, listTargets, removeTarget, updateTarget } from "../store/crm-target.ts";
import type { Target, TargetConfig } from "../store/crm-target.ts";
import { isOtherCrm, isSameCrm } from "./target-fit.ts";

export type TargetInput = {
  readonly id?: string | undefined;
  readonly version?: number | undefined;
  readonly name: string;
  readonly config: TargetConfig;
  readonly enabled: boolean;
  /** A new target's first line waits until a person has seen it. */
  readonly waitsForLook?: boolean | undefined;
};

/** Why a line of a removed target is dead. */
export const targetRemoved: Said = { code: "crm.target-removed", params: {} };

/** Adds or changes a target; the answer is its public id. */
export async function saveTarget(act: Act, input: TargetInput): Promise<string> {
  const targets = await listTargets(act.trx);
  if (targets.some((one) => one.name.toLowerCase() === input.name.toLowerCase() && one.id !== input.id))
    throw new Refusal("name-taken", { name: input.name });
  const twin = targets.find(({ id, config }) => id !== input.id && isSameCrm(config, input.config));
  if (twin) throw new Refusal("target-twice", { name: twin.name });
  const payload = { name: input.name, kind: input.config.kind, enabled: input.enabled };
  if (input.id === undefined) {
    const id = act.newId();
    await insertTarget(act.trx, { ...input, id, lookedAt: input.waitsForLook ? null : act.at });
    await act.record({ kind: "target.saved", subjectId: id, payload });
    return id;
  }
  const target = takeTarget(targets, { id: input.id, version: input.version ?? 0 });
  if (target.config.kind !== input.config.kind) throw new Refusal("target-invalid", { what: "kind" });
  await updateTarget(act.trx, target.rowId, input);
  const isOther = isOtherCrm(target.config, input.config);
  if (isOther) await forgetRecords(act.trx, target.rowId);
  await profilesOfSavedTarget(act.trx, { targetRowId: target.rowId, isOtherCrm: isOther });
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
  await eraseProfilesOfTarget(act.trx, target.rowId);
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
