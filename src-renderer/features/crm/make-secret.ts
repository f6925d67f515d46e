/** A new signing secret for a webhook, as Standard Webhooks writes it: `whsec_` and 24 bytes of chance in base64. */
export function makeSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))))}`;
}
