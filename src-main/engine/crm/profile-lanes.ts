/** The longest that one target may be asked in a minute, whoever looks. */
const mostAMinute = 30;
const minuteMs = 60_000;
/** Who was looked at that long ago is not waited for any more. */
const longestWantMs = 10 * minuteMs;
const mostWanted = 20;

/** Who is to be read from one target, and when it may be asked again. Times are of the monotonic clock. */
export type Lane = {
  /** Newest last. */
  readonly wanted: Map<number, number>;
  readonly begun: number[];
  reading: number | null;
  heldUntil: number;
  /** Readings in a row that came to nothing, whoever they were for. */
  failures: number;
  /** Of the target when it failed: one that was saved anew begins anew. */
  failedVersion: number;
};

export function newLane(): Lane {
  return { wanted: new Map(), begun: [], reading: null, heldUntil: 0, failures: 0, failedVersion: 0 };
}

/** Whoever is looked at now comes first; the same contact waits once, and of very many the oldest looks are dropped. */
export function want(lane: Lane, contactRowId: number, now: number): void {
  lane.wanted.delete(contactRowId);
  lane.wanted.set(contactRowId, now);
  const [oldest] = lane.wanted.keys();
  if (lane.wanted.size > mostWanted && oldest !== undefined) lane.wanted.delete(oldest);
}

/** Takes the contact that was looked at last; null when nobody waits. */
export function takeNewest(lane: Lane, now: number): number | null {
  for (const [contactRowId, at] of lane.wanted) if (now - at > longestWantMs) lane.wanted.delete(contactRowId);
  const newest = [...lane.wanted.keys()].at(-1) ?? null;
  if (newest !== null) lane.wanted.delete(newest);
  return newest;
}

/** Milliseconds until a target may be asked: after what it asked for, after a failure, and at most thirty a minute. */
export function waitOf(lane: Lane, { now, version }: { readonly now: number; readonly version: number }): number {
  while (lane.begun[0] !== undefined && now - lane.begun[0] >= minuteMs) lane.begun.shift();
  const held = isHeld(lane, { now, version }) ? lane.heldUntil - now : 0;
  const [first] = lane.begun;
  const full = first !== undefined && lane.begun.length >= mostAMinute ? first + minuteMs - now : 0;
  return Math.max(0, held, full);
}

export function isHeld(lane: Lane, { now, version }: { readonly now: number; readonly version: number }): boolean {
  return lane.heldUntil > now && lane.failedVersion === version;
}
