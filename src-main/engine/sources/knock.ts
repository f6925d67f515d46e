import type { Parts } from "../parts.ts";
import { listSources } from "../store/source.ts";
import type { Source } from "../store/source.ts";
import { isPublic } from "./reach.ts";

const gapMs = 60_000;

/**
 * Whom to ask whether there is a network again: once a minute the next source of the open net in turn, so that no server
 * hears from us more than its share; null between the minutes.
 */
export function createKnock({ store, clock }: Pick<Parts, "store" | "clock">): () => Promise<Source | null> {
  let last = { at: -Infinity, rowId: 0 };
  return async () => {
    const now = clock.monotonic();
    if (now - last.at < gapMs) return null;
    const sources = await listSources(store.read);
    const open = sources.filter(
      (source) => source.kind === "feed" && isPublic(source) && source.goneAt === null && isRested(source, clock.now()),
    );
    const ordered = open.toSorted((a, b) => a.rowId - b.rowId);
    const next = ordered.find((source) => source.rowId > last.rowId) ?? ordered[0] ?? null;
    if (next) last = { at: now, rowId: next.rowId };
    return next;
  };
}

function isRested({ lastTryAt, restUntil }: Source, now: number): boolean {
  if (restUntil !== null && restUntil > now) return false;
  return lastTryAt === null || lastTryAt > now || now - lastTryAt >= gapMs;
}
