import type { Parts } from "../parts.ts";
import { listSources } from "../store/source.ts";
import type { Source } from "../store/source.ts";
import { isPublic } from "./reach.ts";

const gapMs = 60_000;

/**
 * Whom to ask whether there is a network again: once a minute the next source of the open net in turn, so that no server
 * hears from us more than its share, and best one that answered the last time; null between the minutes.
 */
export function createKnock({ store, clock }: Pick<Parts, "store" | "clock">): () => Promise<Source | null> {
  let last = { at: -Infinity, rowId: 0 };
  return async () => {
    const now = clock.monotonic();
    if (now - last.at < gapMs) return null;
    const open = (await listSources(store.read)).filter((source) => mayBeAsked(source, clock.now()));
    const answering = open.filter(({ failures, lastOkAt }) => failures === 0 && lastOkAt !== null);
    const ordered = (answering.length > 0 ? answering : open).toSorted((a, b) => a.rowId - b.rowId);
    const next = ordered.find((source) => source.rowId > last.rowId) ?? ordered[0] ?? null;
    if (next) last = { at: now, rowId: next.rowId };
    return next;
  };
}

function mayBeAsked(source: Source, now: number): boolean {
  const { kind, goneAt, lastTryAt, restUntil } = source;
  if (kind !== "feed" || goneAt !== null || !isPublic(source)) return false;
  if (restUntil !== null && restUntil > now) return false;
  return lastTryAt === null || lastTryAt > now || now - lastTryAt >= gapMs;
}
