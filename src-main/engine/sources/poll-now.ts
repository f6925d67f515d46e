import type { Parsed } from "../../contract/methods.ts";
import type { PollReport } from "../../contract/methods/sources.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Parts } from "../parts.ts";
import { dueSources, listSources } from "../store/source.ts";
import type { Source } from "../store/source.ts";
import type { Poller } from "./poller.ts";
import { isOwnLoopback, isPolled } from "./reach.ts";

const leastGapMs = 60_000;

/**
 * Polls named sources, all, or those due, each at most once a minute and never before the moment that its server asked
 * for. Refusals: poll-too-soon { seconds } when that leaves none of the named ones.
 */
export async function pollNow(
  parts: Parts & { readonly poller: Poller },
  { ids, all }: Parsed<"sources.poll">,
): Promise<PollReport> {
  const now = parts.clock.now();
  const wanted = await wantedSources(parts, { ids, all });
  const ready = wanted.filter((source) => waitMs(source, now) <= 0);
  if (ids && ids.length > 0 && wanted.length > 0 && ready.length === 0) {
    const seconds = Math.ceil(Math.min(...wanted.map((source) => waitMs(source, now))) / 1000);
    throw new Refusal("poll-too-soon", { seconds });
  }
  const polls = await Promise.all(ready.map((source) => parts.poller.poll(source)));
  return {
    polled: polls.length,
    notModified: polls.filter(({ outcome }) => outcome === "not-modified").length,
    failed: polls.filter(({ outcome }) => outcome === "failed" || outcome === "offline").length,
    newMentions: polls.reduce((sum, { newMentions }) => sum + newMentions, 0),
  };
}

async function wantedSources(parts: Parts, { ids, all }: Parsed<"sources.poll">): Promise<readonly Source[]> {
  const db = parts.store.read;
  if (!ids && !all) return dueSources(db, { now: parts.clock.now(), limit: 5000 });
  const feeds = (await listSources(db)).filter((source) => isPolled(source) && source.goneAt === null);
  return ids ? feeds.filter((source) => ids.includes(source.id)) : feeds;
}

function waitMs(source: Source, now: number): number {
  const rest = Math.max((source.restUntil ?? 0) - now, 0);
  // Before a clock that was set back, the last try tells nothing.
  const isFree = isOwnLoopback(source) || source.lastTryAt === null || source.lastTryAt > now;
  return isFree ? rest : Math.max(source.lastTryAt + leastGapMs - now, rest);
}
