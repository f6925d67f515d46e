import type { SourceState, SourceWord } from "../../contract/methods/sources.ts";
import type { Source } from "../store/source.ts";
import { hostOf, isPolled, isPublic } from "./reach.ts";
import { oftenMends, troubleWord } from "./trouble-word.ts";

const brokenFailures = 5;
const brokenMs = 24 * 60 * 60_000;
const quietMs = 7 * 24 * 60 * 60_000;

export type Judged = Pick<
  Source,
  | "kind"
  | "url"
  | "failures"
  | "trouble"
  | "goneAt"
  | "lastOkAt"
  | "nextCheckAt"
  | "newestItemAt"
  | "createdAt"
  | "movedTo"
  | "repaired"
  | "restUntil"
>;

/** The moment of the question, and since when nobody can be reached. */
export type Moment = { readonly now: number; readonly offlineSince: number | null };

export type Health = {
  readonly state: SourceState;
  readonly word: SourceWord;
  /** Nothing was heard of it since the desk went offline: this is how it was then. */
  readonly isBeforeOffline: boolean;
};

/**
 * A source's health. One that fails is `retrying`, and `broken` after 5 failures in a row or 24 hours without an answer; a
 * healthy one is `quiet` when its newest item is over a week old. While the desk is offline no source is blamed: what
 * cannot be reached keeps the state that it had then.
 */
export function sourceHealth(source: Judged, { now, offlineSince }: Moment): Health {
  const isBeforeOffline =
    offlineSince !== null &&
    isPolled(source) &&
    source.goneAt === null &&
    isPublic(source) &&
    (source.lastOkAt ?? 0) < offlineSince;
  const at = isBeforeOffline ? Math.min(now, offlineSince) : now;
  const state = stateOf(source, at);
  const word = wordOf(source, state, at);
  // A time of a next try would be a promise that nobody can keep.
  return {
    state,
    word: isBeforeOffline && word.is === "retrying" ? { is: "retrying", at: null } : word,
    isBeforeOffline,
  };
}

function stateOf(source: Judged, now: number): SourceState {
  if (source.kind === "by_hand" || source.kind === "import") return source.kind;
  if (source.goneAt !== null) return "gone";
  if (source.failures > 0) {
    const since = source.lastOkAt ?? source.createdAt;
    return source.failures >= brokenFailures || now - since >= brokenMs ? "broken" : "retrying";
  }
  if (source.lastOkAt === null)
    return source.trouble === null || source.trouble.code === "fetch.offline" ? "new" : "retrying";
  return now - newestAt(source) > quietMs ? "quiet" : "ok";
}

/** What never brought anything is quiet since it was added. */
function newestAt({ newestItemAt, createdAt }: Judged): number {
  return newestItemAt ?? createdAt;
}

function wordOf(source: Judged, state: SourceState, now: number): SourceWord {
  const { trouble, nextCheckAt, movedTo, restUntil } = source;
  if (state === "import") return { is: "import", at: source.createdAt };
  if (state === "by_hand") return { is: state };
  if (state === "gone") return troubleWord(trouble ?? { code: "fetch.http-410", params: {} });
  if (state === "broken") return trouble === null ? { is: "retrying", at: nextCheckAt } : troubleWord(trouble);
  if (restUntil !== null && restUntil > now) return { is: "paused", until: restUntil };
  if (state === "new") return { is: state };
  if (state === "retrying") {
    if (trouble?.code === "fetch.http-429") return { is: "paused", until: nextCheckAt };
    return trouble === null || oftenMends(trouble) ? { is: "retrying", at: nextCheckAt } : troubleWord(trouble);
  }
  if (movedTo !== null) return { is: "moved", to: hostOf({ url: movedTo }) };
  if (state === "quiet") return { is: "quiet", since: newestAt(source) };
  return { is: source.repaired ? "repaired" : "ok" };
}
