import type { Said } from "../../../contract/values.ts";
import type { HttpFailed } from "../../../ports/http.ts";
import { runEngineAct } from "../../commands.ts";
import { insertFetch, wasOffline } from "../../store/fetch.ts";
import { saveFetch } from "../../store/source-fetch.ts";
import { listSources } from "../../store/source.ts";
import { backOffMinutes, withJitter } from "../interval.ts";
import { hostOf, isPolled, isPublic } from "../reach.ts";
import { fetchLine } from "./fetch-line.ts";
import type { Poll, PollParts, Visit } from "./poll-parts.ts";
import { giveRest, restingNeighbours } from "./rest.ts";

const retryUnclearMs = 60_000;
const longestWaitMs = 24 * 60 * 60_000;

/** Nothing usable came back: the source is gone, is at fault, or the desk has no network. */
export async function recordHttpFailure(parts: PollParts, visit: Visit, answer: HttpFailed): Promise<Poll> {
  const { source } = visit;
  const trouble: Said = { code: `fetch.${answer.code}`, params: { ...answer.params } };
  if (answer.httpStatus !== undefined) hearFrom(parts, visit);
  if (answer.httpStatus === 410) return recordGone(parts, visit, trouble);
  if (!isPublic(source) || answer.httpStatus !== undefined) return recordFailure(parts, visit, trouble);
  const before = parts.network.state();
  const verdict = parts.network.failed({
    host: hostOf(source),
    code: answer.code,
    hosts: await countOpenHosts(parts),
    isProven: source.lastOkAt !== null && source.failures === 0,
    isBlamed: source.failures > 0,
  });
  if (verdict === "source") return recordFailure(parts, visit, trouble);
  if (before !== parts.network.state()) parts.changed("status", "wallboard");
  return recordOffline(parts, visit, { trouble, verdict });
}

/** A server in the open net gave an answer, whatever it was: the desk is not offline. */
export function hearFrom(parts: PollParts, { source }: Visit): void {
  if (isPublic(source) && parts.network.answered(hostOf(source))) parts.changed("status");
}

/** Counts a failure and says when the next try is: 15, 30, 60 minutes … 24 hours, or later if the server asks for it. */
export async function recordFailure(parts: PollParts, visit: Visit, trouble: Said): Promise<Poll> {
  const { source, answer } = visit;
  const failures = source.failures + 1;
  const backOff = Math.min(withJitter(backOffMinutes(failures), parts.ids.fraction()), longestWaitMs);
  const wait = Math.max(answer?.retryAfterMs ?? 0, backOff);
  const neighbours = await restingNeighbours(parts.store.read, visit);
  await runEngineAct(parts, { topics: ["sources", "status", "wallboard"] }, async (act) => {
    const nextCheckAt = act.at + wait;
    await saveFetch(act.trx, source.rowId, { failures, trouble, lastTryAt: act.at, nextCheckAt, restUntil: null });
    await giveRest(act, visit, neighbours);
    await insertFetch(act.trx, source.rowId, fetchLine(visit, { at: act.at, outcome: "failed", trouble, nextCheckAt }));
    if (failures === 1)
      await act.record({ kind: "source.down", subjectId: source.id, payload: { name: source.name, trouble } });
  });
  parts.log.warn("source.failed", { source: source.id, code: trouble.code, failures });
  return { outcome: "failed", newMentions: 0, trouble };
}

/** Gone for good, says its server: it is not asked again, and its items stay. */
async function recordGone(parts: PollParts, visit: Visit, trouble: Said): Promise<Poll> {
  const { source } = visit;
  await runEngineAct(parts, { topics: ["sources", "status", "wallboard"] }, async (act) => {
    await saveFetch(act.trx, source.rowId, {
      failures: source.failures + 1,
      trouble,
      lastTryAt: act.at,
      goneAt: act.at,
      nextCheckAt: null,
    });
    const line = fetchLine(visit, { at: act.at, outcome: "failed", trouble, nextCheckAt: null });
    await insertFetch(act.trx, source.rowId, line);
    await act.record({ kind: "source.gone", subjectId: source.id, payload: { name: source.name } });
  });
  return { outcome: "failed", newMentions: 0, trouble };
}

/** Not the source's fault, as far as we know: no failure is counted and its turn comes again. */
async function recordOffline(
  parts: PollParts,
  visit: Visit,
  { trouble, verdict }: { readonly trouble: Said; readonly verdict: "offline" | "unclear" },
): Promise<Poll> {
  const { source } = visit;
  const says: Said = verdict === "offline" ? { code: "fetch.offline", params: {} } : trouble;
  await runEngineAct(parts, { topics: ["sources"] }, async (act) => {
    const nextCheckAt = verdict === "unclear" ? act.at + retryUnclearMs : source.nextCheckAt;
    await saveFetch(act.trx, source.rowId, {
      lastTryAt: act.at,
      nextCheckAt,
      // A source that never answered would otherwise show nothing at all.
      ...(source.lastOkAt === null ? { trouble: says } : {}),
    });
    // One line for a long time without a network: the log has room for 50.
    if (!(await wasOffline(act.trx, source.rowId)))
      await insertFetch(
        act.trx,
        source.rowId,
        fetchLine(visit, { at: act.at, outcome: "offline", trouble: says, nextCheckAt }),
      );
  });
  return { outcome: "offline", newMentions: 0, trouble: says };
}

async function countOpenHosts({ store }: PollParts): Promise<number> {
  const open = (await listSources(store.read)).filter(
    (source) => isPolled(source) && source.goneAt === null && isPublic(source),
  );
  return new Set(open.map(hostOf)).size;
}
