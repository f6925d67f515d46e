import type { Clock } from "../../../ports/clock.ts";

const longestWaitMs = 200;

export type Together<One, Result> = {
  /** Resolves when it is done, with others or alone. */
  readonly add: (one: One) => Promise<Result>;
  /** A poll ended: when no other is on its way, nothing need be waited for. */
  readonly pollEnded: () => void;
};

export type TogetherParts<One, Result> = {
  readonly clock: Pick<Clock, "after">;
  readonly isPolling: () => boolean;
  /** A result for each, in one transaction. */
  readonly work: (group: readonly One[]) => Promise<readonly Result[]>;
  /** Whether those that wait are as many as one transaction should hold. */
  readonly isFull: (waiting: readonly One[]) => boolean;
};

type Waiting<One, Result> = {
  readonly one: One;
  readonly done: (result: Result) => void;
  readonly failed: (cause: unknown) => void;
};

/**
 * Lets what polls of the same moment bring share a transaction: one for each costs more than asking the server. What is lost
 * when the program dies meanwhile is asked again.
 */
export function createTogether<One, Result>(parts: TogetherParts<One, Result>): Together<One, Result> {
  let waiting: Waiting<One, Result>[] = [];
  let cancelTimer = () => {};

  function flush(): void {
    cancelTimer();
    const group = waiting;
    waiting = [];
    if (group.length > 0) void settle(group);
  }

  async function settle(group: readonly Waiting<One, Result>[]): Promise<void> {
    try {
      const results = await parts.work(group.map(({ one }) => one));
      for (const [at, { done }] of group.entries()) done(results[at] as Result);
    } catch (cause) {
      // What one of them breaks is not the others' fault.
      if (group.length > 1) for (const one of group) await settle([one]);
      else for (const { failed } of group) failed(cause);
    }
  }

  return {
    add: (one) =>
      new Promise((done, failed) => {
        waiting.push({ one, done, failed });
        if (parts.isFull(waiting.map((each) => each.one))) flush();
        else if (waiting.length === 1) cancelTimer = parts.clock.after(longestWaitMs, flush);
      }),
    // A poll that waits for its host begins right after another one's end.
    pollEnded: () => void setImmediate(() => parts.isPolling() || flush()),
  };
}
