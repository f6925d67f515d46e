import type { Act } from "../../commands.ts";
import type { Db } from "../../store/open.ts";
import { saveFetch } from "../../store/source-fetch.ts";
import { listSources } from "../../store/source.ts";
import type { Source } from "../../store/source.ts";
import { hostOf, isBridge, isPublic } from "../reach.ts";
import type { Visit } from "./poll-parts.ts";

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
  return sourcesOfHost(db, source);
}

/** Until when the host of a source that was never asked wants rest, as its other sources know; null when it does not. */
export async function hostRestUntil(db: Db, source: Source, now: number): Promise<number | null> {
  if (!isPublic(source) || isBridge(source)) return null;
  const until = Math.max(...(await sourcesOfHost(db, source)).map(({ restUntil }) => restUntil ?? 0), 0);
  return until > now ? until : null;
}

async function sourcesOfHost(db: Db, source: Source): Promise<readonly Source[]> {
  const host = hostOf(source);
  return (await listSources(db)).filter(
    (other) => other.kind === "feed" && other.rowId !== source.rowId && hostOf(other) === host,
  );
}
