import type { Freshness, WallSnapshot } from "../../contract/methods/wallboard.ts";
import { intervalMinutes } from "../sources/interval.ts";
import { isPolled, isPublic } from "../sources/reach.ts";
import type { Source } from "../store/source.ts";

const staleShare = 1 / 3;
const lateIntervals = 2;

type At = { readonly now: number; readonly isOffline: boolean };

/**
 * How old the facts of a wall are: a source is late after 2 of its own intervals, or at once when its fetch fails or the
 * desk is offline at its turn. Over a third late is stale. `lateSince` is the moment up to which everything is known.
 */
export function freshnessOf(sources: readonly Source[], at: At): Freshness {
  const watched = sources.filter((source) => isPolled(source) && source.goneAt === null);
  const late = watched.filter((source) => isLate(source, at));
  const since = late.map((source) => source.lastOkAt ?? source.createdAt);
  const isStale = late.length > watched.length * staleShare;
  return {
    asOf: at.now,
    lateSources: late.length,
    totalSources: watched.length,
    lateSince: since.length === 0 ? null : Math.min(...since),
    state: late.length === 0 ? "fresh" : isStale ? "stale" : "late",
  };
}

function isLate(source: Source, { now, isOffline }: At): boolean {
  if (source.failures > 0) return true;
  if (isOffline && isPublic(source) && (source.nextCheckAt ?? 0) <= now) return true;
  return now - (source.lastOkAt ?? source.createdAt) > lateIntervals * intervalMinutes(source) * 60_000;
}

/** Feeds by health: `down` ones fail or are gone, `late` ones only keep us waiting. What people enter is no feed. */
export function feedsOf(sources: readonly Source[], at: At): WallSnapshot["feeds"] {
  const feeds = sources.filter(isPolled);
  const down = feeds.filter((source) => source.goneAt !== null || source.failures > 0).length;
  const late = feeds.filter((source) => source.goneAt === null && source.failures === 0 && isLate(source, at)).length;
  return { total: feeds.length, ok: feeds.length - down - late, down, late };
}
