import type { Secrets, TrialKeys } from "../ports/secrets.ts";

/**
 * The same secrets, and over them keys that are only lent while a connection is tried: so a key that a person typed can
 * be tested before anything of it is kept, and a test that is cut short leaves nothing in the keyring.
 */
export function withTrialKeys(secrets: Secrets): { readonly secrets: Secrets; readonly trialKeys: TrialKeys } {
  const lent = new Map<string, string>();
  return {
    secrets: { ...secrets, get: async (name) => lent.get(name) ?? (await secrets.get(name)) },
    trialKeys: {
      lend: (name, value) => {
        lent.set(name, value);
        return () => void lent.delete(name);
      },
    },
  };
}
