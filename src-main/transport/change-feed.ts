import { topics } from "../contract/changes.ts";
import type { Change, Topic } from "../contract/changes.ts";

export type ChangeFeed = {
  readonly tell: (topics: readonly Topic[]) => void;
  /** Returns the way to stop. */
  readonly onChange: (listener: (change: Change) => void) => () => void;
  /** What was told after `seq`; when that is no longer known, one change that names everything. */
  readonly since: (seq: number) => readonly Change[];
  readonly lastSeq: () => number;
};

const keptChanges = 1000;

/** Numbers what went out of date, so that a page which was away can be told what it missed. */
export function createChangeFeed(): ChangeFeed {
  const listeners = new Set<(change: Change) => void>();
  const kept: Change[] = [];
  let seq = 0;
  return {
    tell: (stale) => {
      const change: Change = { seq: (seq += 1), topics: [...new Set(stale)] };
      kept.push(change);
      if (kept.length > keptChanges) kept.shift();
      for (const listener of listeners) listener(change);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    since: (from) => {
      const isKnown = from <= seq && from >= seq - kept.length;
      return isKnown ? kept.filter((change) => change.seq > from) : [{ seq, topics: [...topics] }];
    },
    lastSeq: () => seq,
  };
}
