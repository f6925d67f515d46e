import type { Secrets } from "../../src-main/ports/secrets.ts";

export function createMemorySecrets(
  kind: "keyring" | "session" = "keyring",
): Secrets & { readonly values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    get: (name) => Promise.resolve(values.get(name) ?? null),
    set: (name, value) => {
      values.set(name, value);
      return Promise.resolve(kind === "keyring" ? "kept" : "session");
    },
    remove: (name) => {
      values.delete(name);
      return Promise.resolve();
    },
    kind: () => Promise.resolve(kind),
  };
}
