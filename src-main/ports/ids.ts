/** Everything that is drawn by chance. */
export type Ids = {
  /** A new ULID for a moment (ms since 1970): 26 characters, sorted by time, growing within one process. */
  readonly ulid: (at: number) => string;
  /** `count` bytes that nobody can guess. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** A number in [0, 1), for jitter only. */
  readonly fraction: () => number;
};
