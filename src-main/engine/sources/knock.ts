import type { Parts } from "../parts.ts";
import { listSources } from "../store/source.ts";
import type { Source } from "../store/source.ts";
import { isPolled, isPublic } from "./reach.ts";

const gapMs = 60_000;

export type Knock = {
  readonly next: () => Promise<Source | null>;
  /** The computer says that it is awake or has a network: the next one need not wait for its minute. */
  readonly soon: () => void;
};

/**
 * Whom to ask whether there is a network again: once a minute the next source of the open net in turn, so that no server
 * hears from us more than its share, and best one that answered the last time; null between the minutes.
 */
export function createKnock({ store, clock }: Pick<Parts, "store" | "clock">): Knock {
  let last = { at: -Infinity, rowId: 0 };
  async function next(): Promise<Source | null> {
    const now = clock.monotonic();
    if (now - last.at < gapMs) return null;
    const open = (await listSources(store.read)).filter((source) => mayBeAsked(source, clock.now()));
    const answering = open.filter(({ failures, lastOkAt }) => failures === 0 && lastOkAt !== null);
    const ordered = (answering.length > 0 ? answering : open).toSorted((a, b) => a.rowId - b.rowId);
    const found = ordered.find((source) => source.rowId > last.rowId) ?? ordered[0] ?? null;
    if (found) last = { at: now, rowId: found.rowId };
    return found;
  }
  return { next, soon: () => (last = { ...last, at: -Infinity }) };
}

function mayBeAsked(source: Source, now: number): boolean {
  const { goneAt, lastTryAt, restUntil } = source;
  if (!isPolled(source) || goneAt !== null || !isPublic(source)) return false;
  if (restUntil !== null && restUntil > now) return false;
  return lastTryAt === null || lastTryAt > now || now - lastTryAt >= gapMs;
}
