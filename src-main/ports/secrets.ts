/** Where passwords, tokens and keys live. Values never reach the database, a log, an export or the page. */
export type Secrets = {
  /** The value under a name, or null. Asks a keyring at most 10 s. */
  readonly get: (name: string) => Promise<string | null>;
  /** `kept` = in the system's keyring; `session` = only until the app closes, because there is no keyring. */
  readonly set: (name: string, value: string) => Promise<"kept" | "session">;
  readonly remove: (name: string) => Promise<void>;
  /** Whether a keyring answers on this computer. */
  readonly kind: () => Promise<"keyring" | "session">;
};

/** Keys that are known while something is tried with them, and never kept. */
export type TrialKeys = {
  /** Lends a value under a name that no kept secret has; what it answers takes it back. */
  readonly lend: (name: string, value: string) => () => void;
};
