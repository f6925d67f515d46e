import type { Clock } from "../../../ports/clock.ts";

const spacingMs = 2000;

/** Waits for the turn of a host; false, at once, when that would come after `endsAt` (on the monotonic clock). */
export type Pace = (host: string, endsAt: number) => Promise<boolean>;

/**
 * Two seconds between requests to one host, as in polling: that a person waits is no reason to storm a server. Looks that
 * go on at the same time share the turns.
 */
export function createPace(clock: Clock): Pace {
  const freeAt = new Map<string, number>();
  return async (host, endsAt) => {
    const now = clock.monotonic();
    for (const [other, at] of freeAt) if (at <= now) freeAt.delete(other);
    const turn = freeAt.get(host) ?? now;
    if (turn >= endsAt) return false;
    freeAt.set(host, turn + spacingMs);
    if (turn > now) await new Promise<void>((resolve) => void clock.after(turn - now, resolve));
    return true;
  };
}
