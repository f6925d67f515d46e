import type { Act } from "../../commands.ts";
import type { Db } from "../../store/open.ts";
import { saveFetch } from "../../store/source-fetch.ts";
import { listSources } from "../../store/source.ts";
import type { Source } from "../../store/source.ts";
import { redditSpacingMs } from "../host-gate.ts";
import { hostOf, isBridge, isPolled, isPublic, isReddit } from "../reach.ts";
import type { Visit } from "./poll-parts.ts";

const longestRestMs = 24 * 60 * 60_000;

/** What one server of a bridge's many answers with when it alone is out of order. */
const oneFeedOnly: ReadonlySet<number> = new Set([502, 503]);

/**
 * Gives a server the rest that it asked for. In the open net that means all that is read from its host; inside one's own
 * network, and on a bridge whose one feed failed, only this source.
 */
export async function giveRest(act: Act, { source, answer }: Visit, neighbours: readonly Source[]): Promise<void> {
  const restMs = answer?.retryAfterMs;
  if (restMs === undefined) return;
  const until = act.at + restMs;
  await saveFetch(act.trx, source.rowId, { restUntil: until });
  for (const { rowId, restUntil, nextCheckAt } of neighbours) {
    await saveFetch(act.trx, rowId, {
      restUntil: Math.max(restUntil ?? 0, until),
      nextCheckAt: Math.max(nextCheckAt ?? 0, until),
    });
  }
}

/** The other sources that a visit's wish for rest is meant for. */
export async function restingNeighbours(db: Db, { source, answer }: Visit): Promise<readonly Source[]> {
  if (answer?.retryAfterMs === undefined || !isPublic(source)) return [];
  if (isBridge(source) && oneFeedOnly.has(answer.httpStatus ?? 0)) return [];
  // What is gone for good is asked no more, and has no next time.
  return (await sourcesOfHost(db, source)).filter(({ goneAt }) => goneAt === null);
}

/**
 * Until when a source must not be asked; null when it may. Besides its own rest it learns from the others of its host: one
 * that was never asked what rest they were told to give, and one of Reddit, which counts all names and starts of the
 * program together, when they were asked.
 */
export async function restUntil(db: Db, source: Source, now: number): Promise<number | null> {
  const isNew = source.lastTryAt === null && isPublic(source) && !isBridge(source);
  const others = isNew || isReddit(source) ? await sourcesOfHost(db, source) : [];
  const rests = isNew ? [source, ...others] : [source];
  const asked = isReddit(source) ? others.map(({ lastTryAt }) => lastTryAt ?? 0).filter((at) => at <= now) : [];
  const until = Math.max(...rests.map((one) => one.restUntil ?? 0), ...asked.map((at) => at + redditSpacingMs));
  // No server gets more than a day; what lies beyond was written before the clock was set back.
  return until > now && until <= now + longestRestMs ? until : null;
}

async function sourcesOfHost(db: Db, source: Source): Promise<readonly Source[]> {
  const host = hostOf(source);
  return (await listSources(db)).filter(
    (other) => isPolled(other) && other.rowId !== source.rowId && hostOf(other) === host,
  );
}
