import { previousSecretName, replacedSecret } from "../../domain/crm/webhook-secret.ts";
import type { Secrets } from "../../ports/secrets.ts";
import type { TargetConfig } from "../store/crm-target.ts";
import { secretNameOf } from "./target-view.ts";

type Whose = { readonly kind: TargetConfig["kind"]; readonly targetId: string };

/** Puts a target's secret into the keyring. A webhook's former one goes on to sign beside it for a day. */
export async function keepSecret(
  secrets: Secrets,
  { kind, targetId, secret, at }: Whose & { readonly secret: string; readonly at: number },
): Promise<void> {
  const name = secretNameOf(kind, targetId);
  if (name === null) return;
  const former = kind === "webhook" ? await secrets.get(name) : null;
  if (former !== null && former !== secret) await secrets.set(previousSecretName(targetId), replacedSecret(former, at));
  await secrets.set(name, secret);
}

/** Takes everything that was kept for a target out of the keyring. */
export async function forgetSecret(secrets: Secrets, { kind, targetId }: Whose): Promise<void> {
  const name = secretNameOf(kind, targetId);
  if (name !== null) await secrets.remove(name);
  if (kind === "webhook") await secrets.remove(previousSecretName(targetId));
}
