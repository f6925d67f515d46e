import { expect, test } from "vitest";
import { createKeychainSecrets } from "../../src-main/adapters/keychain-secrets.ts";
import type { Keyring } from "../../src-main/adapters/keychain-secrets.ts";

function workingKeyring(): Keyring & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getPassword: (service, account) => Promise.resolve(kept.get(`${service}/${account}`) ?? null),
    setPassword: (service, account, password) => Promise.resolve(void kept.set(`${service}/${account}`, password)),
    deletePassword: (service, account) => Promise.resolve(kept.delete(`${service}/${account}`)),
  };
}

const never = () => new Promise<never>(() => {});

test("with a keyring, secrets are kept there under the install's own name", async () => {
  const keyring = workingKeyring();
  const secrets = createKeychainSecrets({ service: "watchroom 01", load: () => Promise.resolve(keyring) });
  expect(await secrets.set("hook", "whsec_a")).toBe("kept");
  expect([await secrets.get("hook"), await secrets.kind(), [...keyring.kept]]).toEqual([
    "whsec_a",
    "keyring",
    [["watchroom 01/hook", "whsec_a"]],
  ]);
  await secrets.remove("hook");
  expect(await secrets.get("hook")).toBeNull();
});

test.each([
  ["a library that is not there", () => Promise.reject(new Error("libsecret-1.so.0: cannot open shared object file"))],
  [
    "no secret service",
    () =>
      Promise.resolve({ ...workingKeyring(), getPassword: () => Promise.reject(new Error("Cannot autolaunch D-Bus")) }),
  ],
  [
    "a keyring that never answers",
    () => Promise.resolve({ ...workingKeyring(), getPassword: never, setPassword: never }),
  ],
])("with %s, secrets last until the app closes", async (_name, load) => {
  const parts = { service: "watchroom 01", load: load as () => Promise<Keyring>, timeoutMs: 30 };
  const secrets = createKeychainSecrets(parts);
  expect([await secrets.kind(), await secrets.set("hook", "whsec_a"), await secrets.get("hook")]).toEqual([
    "session",
    "session",
    "whsec_a",
  ]);
  expect(await createKeychainSecrets(parts).get("hook")).toBeNull();
});

test("a keyring that is locked while the desk runs keeps nothing, and the secret lasts until the app closes", async () => {
  const keyring = workingKeyring();
  const locked: Keyring = { ...keyring, setPassword: () => Promise.reject(new Error("locked")) };
  const secrets = createKeychainSecrets({ service: "watchroom 01", load: () => Promise.resolve(locked) });
  expect([await secrets.set("hook", "whsec_a"), await secrets.get("hook")]).toEqual(["session", "whsec_a"]);
});
