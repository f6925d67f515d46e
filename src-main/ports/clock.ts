/** The time of day and the passing of time. Both in milliseconds. */
export type Clock = {
  /** Milliseconds since 1970, UTC; may jump when somebody sets the clock. */
  readonly now: () => number;
  /** Milliseconds that only ever grow; for intervals and time-outs. */
  readonly monotonic: () => number;
  /** Calls back once after a delay in milliseconds; the answer cancels it. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
};
