import type { SourceState } from "../../contract/methods/sources.ts";
import type { Source } from "../store/source.ts";

const brokenFailures = 5;
const brokenMs = 24 * 60 * 60_000;
const quietMs = 7 * 24 * 60 * 60_000;

type Judged = Pick<Source, "failures" | "trouble" | "goneAt" | "lastOkAt" | "newestItemAt" | "createdAt">;

/**
 * A source's health in one word. A failing one is `retrying`, and `broken` after 5 failures in a row or 24 hours without
 * an answer; a healthy one is `quiet` when its newest item is over a week old.
 */
export function sourceState(source: Judged, now: number): SourceState {
  if (source.goneAt !== null) return "gone";
  if (source.failures > 0) {
    const since = source.lastOkAt ?? source.createdAt;
    return source.failures >= brokenFailures || now - since >= brokenMs ? "broken" : "retrying";
  }
  if (source.lastOkAt === null) return source.trouble === null ? "new" : "retrying";
  return source.newestItemAt !== null && now - source.newestItemAt > quietMs ? "quiet" : "ok";
}
