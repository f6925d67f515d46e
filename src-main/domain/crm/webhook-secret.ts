/** Under which name a target's signing secret lives in the keyring. */
export const webhookSecretName = (targetId: string): string => `crm:${targetId}:webhook`;

/** `whsec_` and at least 24 bytes in base64 (Standard Webhooks 1.0.0). */
export function isWebhookSecret(secret: string): boolean {
  const match = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret);
  return match !== null && Buffer.from(match[1] ?? "", "base64").length >= 24;
}

/** Under which name the secret that was replaced lives for a while. */
export const previousSecretName = (targetId: string): string => `${webhookSecretName(targetId)}:previous`;

/** So long both secrets sign, so that the receiver can change to the new one without losing a line. */
const overlapMs = 24 * 3600 * 1000;

/** A replaced secret as it is kept: the moment until which it signs, then the secret. */
export const replacedSecret = (secret: string, replacedAt: number): string => `${replacedAt + overlapMs} ${secret}`;

/** The secret in what is kept of a replaced one, while it signs; null after that. */
export function stillSigns(kept: string | null, now: number): string | null {
  const [, until, secret] = /^(\d+) (\S+)$/.exec(kept ?? "") ?? [];
  return secret !== undefined && now < Number(until) ? secret : null;
}
