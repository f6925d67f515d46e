const secondMs = 1000;
/** By so much clocks are put right all the time. */
const clockSlackMs = 60 * secondMs;
const firstWaitMs = 30 * secondMs;
const longestWaitMs = 30 * 60 * secondMs;
const mostTries = 12;
const longestTryMs = 24 * 3600 * secondMs;

/** A request that was on its way when the engine ended, or whose answer was lost, is given this long to arrive. */
export const crashWaitMs = 5 * secondMs;
export const unclearWaitMs = 30 * secondMs;
/** How long after its begin nothing of an attempt can be on its way any more: the longest request, and that wait. */
const settledAfterMs = 30 * secondMs + unclearWaitMs;
/** While there is no network somebody else sees when it is back; this is only in case nobody does. */
export const offlineWaitMs = 60 * secondMs;

/**
 * Milliseconds until a reply is tried again: about 30 s, then twice as long each time, up to half an hour; a fifth of it
 * by chance (`fraction` in [0, 1)), and never before the server's own wish.
 */
export function waitBeforeTry({
  tries,
  fraction,
  askedMs = 0,
}: {
  readonly tries: number;
  readonly fraction: number;
  readonly askedMs?: number;
}): number {
  const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(Math.max(tries - 1, 0), 20));
  return Math.max(askedMs, Math.round(wait * (0.9 + fraction / 5)));
}

/** Trying has an end: 12 tries, or a day; then a person decides. */
export function isWornOut({
  tries,
  firstTryAt,
  now,
}: {
  readonly tries: number;
  readonly firstTryAt: number;
  readonly now: number;
}): boolean {
  return tries >= mostTries || now - firstTryAt >= longestTryMs;
}

/**
 * Whether the key that makes a second attempt the first one over again still does: `unclearSince` is when a request may
 * have arrived unseen, `protectsMs` how long the network knows the key (null = for ever).
 */
export function doesKeyProtect({
  unclearSince,
  protectsMs,
  now,
}: {
  readonly unclearSince: number | null;
  readonly protectsMs: number | null;
  readonly now: number;
}): boolean {
  if (unclearSince === null || protectsMs === null) return true;
  // Where the clock was set back nobody knows how long ago it was.
  return now - unclearSince < protectsMs && now >= unclearSince - clockSlackMs;
}

/** When a person's "try now" may look and send: at once, but not while an attempt may still be arriving. UTC ms. */
export function soonestTry({
  unclearSince,
  lastTryAt,
  now,
}: {
  readonly unclearSince: number | null;
  readonly lastTryAt: number | null;
  readonly now: number;
}): number {
  return unclearSince === null || lastTryAt === null ? now : Math.max(now, lastTryAt + settledAfterMs);
}
