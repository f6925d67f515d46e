import type { Secrets } from "../ports/secrets.ts";

/** Signs what goes to the sample's customer system, which is on no network. It protects nothing. */
export const sampleWebhookSecret = `whsec_${Buffer.from("the sample has nothing to hide").toString("base64")}`;

/** The sample's secrets live in memory: nothing of it goes into the system's keyring, and nothing is left behind. */
export function createSampleSecrets(): Secrets {
  const values = new Map<string, string>();
  return {
    get: (name) => Promise.resolve(values.get(name) ?? known(name)),
    set: (name, value) => {
      values.set(name, value);
      return Promise.resolve("session");
    },
    remove: (name) => {
      values.delete(name);
      return Promise.resolve();
    },
    kind: () => Promise.resolve("session"),
  };
}

/** Its customer system and its network take these; nobody else does. */
function known(name: string): string | null {
  if (name.startsWith("account:")) return "sample";
  return name.endsWith(":webhook") ? sampleWebhookSecret : null;
}
