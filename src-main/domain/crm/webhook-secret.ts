/** Under which name a target's signing secret lives in the keyring. */
export const webhookSecretName = (targetId: string): string => `crm:${targetId}:webhook`;

/** `whsec_` and at least 24 bytes in base64 (Standard Webhooks 1.0.0). */
export function isWebhookSecret(secret: string): boolean {
  const match = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret);
  return match !== null && Buffer.from(match[1] ?? "", "base64").length >= 24;
}
