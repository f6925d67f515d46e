import type { CrmTarget } from "../../contract/methods/crm.ts";
import { webhookSecretName } from "../../domain/crm/webhook-secret.ts";
import { crmSecretName } from "../../ports/crm-connector.ts";
import type { Secrets } from "../../ports/secrets.ts";
import type { Parts } from "../parts.ts";
import { countOfTarget } from "../store/crm-target.ts";
import type { Target, TargetConfig } from "../store/crm-target.ts";
import { isFailing } from "../store/delivery-list.ts";

/** Under which name a target's key, token or signing secret lives in the keyring; null = its kind has none. */
export function secretNameOf(kind: TargetConfig["kind"], targetId: string): string | null {
  if (kind === "file") return null;
  return kind === "webhook" ? webhookSecretName(targetId) : crmSecretName(targetId);
}

/** A target as people see it: never with its secret, only with whether one is known. */
export async function viewTarget(
  { store, secrets }: Pick<Parts, "store"> & { readonly secrets: Secrets },
  target: Target,
): Promise<CrmTarget> {
  const { id, version, name, config, enabled, paused } = target;
  const waitsForLook = target.lookedAt === null;
  const secret = await secretState(secrets, target);
  const counts = await countOfTarget(store.read, target.rowId);
  return {
    id,
    version,
    name,
    config,
    enabled,
    secret,
    paused,
    waitsForLook,
    ...counts,
    isFailing: await isFailing(store.read, target.rowId),
  };
}

async function secretState(secrets: Secrets, { id, config }: Target): Promise<CrmTarget["secret"]> {
  const name = secretNameOf(config.kind, id);
  if (name === null) return "none";
  if ((await secrets.get(name)) === null) return "missing";
  return (await secrets.kind()) === "keyring" ? "kept" : "session";
}
