import type { Secrets } from "../ports/secrets.ts";

/** The part of keytar that is used. */
export type Keyring = {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
};

export type KeychainParts = {
  /** Names of this install do not meet those of another: the service under which the keyring files them. */
  readonly service: string;
  /** Milliseconds after which a keyring that does not answer counts as none. */
  readonly timeoutMs?: number;
  readonly load?: () => Promise<Keyring>;
};

/**
 * Secrets in the system's keyring (keytar). Where none answers, on a Linux without a secret service or a locked one
 * whose prompt nobody sees, they stay in memory until the app closes. They are never written to a file in plain text.
 */
export function createKeychainSecrets({ service, timeoutMs = 10_000, load = loadKeytar }: KeychainParts): Secrets {
  const session = new Map<string, string>();
  let found: Promise<Keyring | null> | undefined;

  const within = <Result>(work: Promise<Result>): Promise<Result> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`The keyring did not answer within ${timeoutMs} ms`)), timeoutMs);
      timer.unref();
    });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  };

  // Asking for a name that is not there shows whether anything answers; it is asked once.
  async function findKeyring(): Promise<Keyring | null> {
    try {
      const keyring = await load();
      await within(keyring.getPassword(service, "probe"));
      return keyring;
    } catch {
      return null;
    }
  }
  const keyringOf = (): Promise<Keyring | null> => (found ??= findKeyring());

  return {
    get: async (name) => {
      const known = session.get(name);
      if (known !== undefined) return known;
      const keyring = await keyringOf();
      return keyring ? within(keyring.getPassword(service, name)) : null;
    },
    set: async (name, value) => {
      const keyring = await keyringOf();
      try {
        if (!keyring) throw new Error("no keyring");
        await within(keyring.setPassword(service, name, value));
        session.delete(name);
        return "kept";
      } catch {
        session.set(name, value);
        return "session";
      }
    },
    remove: async (name) => {
      session.delete(name);
      const keyring = await keyringOf();
      if (keyring) await within(keyring.deletePassword(service, name));
    },
    kind: async () => ((await keyringOf()) ? "keyring" : "session"),
  };
}

/** Lazily: loading it needs libsecret on Linux, which a server or a test machine may not have. */
async function loadKeytar(): Promise<Keyring> {
  const module = (await import("keytar")) as unknown as { readonly default?: Keyring } & Keyring;
  return module.default ?? module;
}
