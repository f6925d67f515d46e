import { createHash } from "node:crypto";
import type { Said } from "../../contract/values.ts";
import type { Http, HttpFailed, HttpNotModified, HttpOk } from "../../ports/http.ts";
import { runEngineAct } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Parts } from "../parts.ts";
import type { Db } from "../store/open.ts";
import { saveFetch } from "../store/source-fetch.ts";
import { listSources } from "../store/source.ts";
import type { FetchFacts } from "../store/source-fetch.ts";
import type { Source } from "../store/source.ts";
import type { FeedParser } from "./feed/feed-parser.ts";
import { feedErrorKey, isFeedError } from "./feed/parsed-feed.ts";
import type { ParsedFeed } from "./feed/parsed-feed.ts";
import { batchSize, prepareBatch, storeBatch } from "./ingest.ts";
import { backOffMinutes, intervalMinutes, withJitter } from "./interval.ts";
import type { NetworkWatch } from "./network.ts";
import { hostOf, isPublic } from "./reach.ts";
import { isRekeyed } from "./rekeyed.ts";
import type { Understanding } from "./understanding.ts";

export type PollParts = Parts & {
  readonly http: Http;
  readonly feeds: Pick<FeedParser, "parse">;
  readonly network: NetworkWatch;
  readonly understandings: (db: Db) => Promise<Understanding>;
  /** Aborted when the engine stops. */
  readonly closing: AbortSignal;
};

/** What a poll came to. `offline`: the desk could reach nobody, the source is not blamed. */
export type Poll = {
  readonly outcome: "stored" | "not-modified" | "failed" | "offline";
  readonly newMentions: number;
  readonly trouble: Said | null;
};

const retryUnclearMs = 60_000;

/** Fetches a source once, conditionally, and stores what it says. Whatever goes wrong out there ends as a value on its row. */
export async function pollSource(parts: PollParts, source: Source): Promise<Poll> {
  const answer = await parts.http.get({
    url: source.url,
    etag: source.etag,
    lastModified: source.lastModified,
    validatorsFrom: source.validatorsFrom,
    allowPrivate: source.allowPrivate,
    signal: parts.closing,
  });
  if (answer.status === "failed" && answer.code === "cancelled")
    return { outcome: "offline", newMentions: 0, trouble: null };
  if (answer.status === "failed") return recordHttpFailure(parts, source, answer);
  if (isPublic(source) && parts.network.answered(hostOf(source))) parts.changed("status");
  if (answer.status === "not-modified") {
    const facts =
      answer.headers["last-modified"] === undefined ? {} : { lastModified: answer.headers["last-modified"] };
    return recordUnchanged(parts, source, facts);
  }
  const bodyHash = createHash("sha256").update(answer.body).digest("hex");
  if (bodyHash === source.bodyHash) return recordUnchanged(parts, source, validatorsOf(answer));
  const feed = await parts.feeds.parse(answer.body, {
    contentType: answer.headers["content-type"] ?? null,
    url: answer.url,
  });
  if (isFeedError(feed))
    return recordFailure(parts, source, { code: feedErrorKey(feed), params: feed.error.params }, null);
  return storeFeed(parts, source, { feed, facts: { ...validatorsOf(answer), bodyHash } });
}

/** Both validators are replaced together, byte for byte; one that the answer lacks is dropped. */
function validatorsOf(answer: HttpOk | HttpNotModified): FetchFacts {
  const { etag = null, "last-modified": lastModified = null } = answer.headers;
  return { etag, lastModified, validatorsFrom: answer.url };
}

async function recordUnchanged(parts: PollParts, source: Source, facts: FetchFacts): Promise<Poll> {
  await runEngineAct(parts, { topics: ["sources", "status"] }, (act) => recordSuccess(parts, act, source, facts));
  return { outcome: "not-modified", newMentions: 0, trouble: null };
}

async function storeFeed(
  parts: PollParts,
  source: Source,
  { feed, facts }: { feed: ParsedFeed; facts: FetchFacts },
): Promise<Poll> {
  const backfill = source.lastOkAt === null || (await isRekeyed(parts.store.read, source, feed.items));
  const newest = Math.max(source.newestItemAt ?? 0, ...feed.items.map((item) => newestDate(item, parts.clock.now())));
  const learned: FetchFacts = {
    ...facts,
    ttlMinutes: feed.hints.ttlMinutes ?? feed.hints.updatePeriodMinutes,
    siteUrl: feed.siteUrl ?? source.siteUrl,
    ...(newest > 0 ? { newestItemAt: newest } : {}),
    // Until it has answered once, a source that nobody named bears its address.
    ...(source.lastOkAt === null && source.name === source.url && feed.title ? { name: feed.title.slice(0, 120) } : {}),
  };
  let newMentions = 0;
  let at = 0;
  do {
    const items = feed.items.slice(at, at + batchSize);
    at += batchSize;
    const isLast = at >= feed.items.length;
    const prepared = await prepareBatch(parts.store.read, await parts.understandings(parts.store.read), {
      source,
      items,
    });
    // Validators go with the last batch: an answer that was stored in part is asked for again in full.
    const stored = await runEngineAct(parts, { topics: [] }, async (act) => {
      const result = await storeBatch(act, await parts.understandings(act.trx), { source, items, backfill, prepared });
      if (isLast) await recordSuccess(parts, act, { ...source, ttlMinutes: learned.ttlMinutes ?? null }, learned);
      return result;
    });
    newMentions += stored.mentions;
    if (stored.items + stored.edited > 0) parts.changed("triage", "sources", "watches", "wallboard", "status");
    else if (isLast) parts.changed("sources", "status");
    await new Promise(setImmediate);
  } while (at < feed.items.length);
  return { outcome: "stored", newMentions, trouble: null };
}

function newestDate(item: ParsedFeed["items"][number], now: number): number {
  return Math.min(item.publishedAt ?? item.updatedAt ?? now, now);
}

async function recordSuccess(parts: PollParts, act: Act, source: Source, facts: FetchFacts): Promise<void> {
  const wait = withJitter(intervalMinutes(source), parts.ids.fraction());
  await saveFetch(act.trx, source.rowId, {
    ...facts,
    failures: 0,
    trouble: null,
    lastOkAt: act.at,
    lastTryAt: act.at,
    nextCheckAt: act.at + wait,
  });
  if (source.failures > 0)
    await act.record({
      kind: "source.back",
      subjectId: source.id,
      payload: { name: source.name, failures: source.failures },
    });
}

async function recordHttpFailure(parts: PollParts, source: Source, answer: HttpFailed): Promise<Poll> {
  const trouble: Said = { code: `fetch.${answer.code}`, params: { ...answer.params } };
  if (answer.httpStatus === 410) return recordGone(parts, source, trouble);
  if (answer.httpStatus !== undefined && isPublic(source) && parts.network.answered(hostOf(source)))
    parts.changed("status");
  if (!isPublic(source)) return recordFailure(parts, source, trouble, answer.retryAfterMs ?? null);
  const before = parts.network.state();
  const isOnly = await isOnlyHost(parts, source);
  const verdict = parts.network.failed({
    host: hostOf(source),
    code: answer.code,
    isOnlyHost: isOnly,
    isBlamed: source.failures > 0,
  });
  if (verdict === "source") return recordFailure(parts, source, trouble, answer.retryAfterMs ?? null);
  if (before !== parts.network.state()) parts.changed("status", "wallboard");
  return recordOffline(parts, source, { trouble, verdict });
}

async function isOnlyHost({ store }: PollParts, source: Source): Promise<boolean> {
  const hosts = (await listSources(store.read)).filter((other) => isPublic(other) && other.goneAt === null).map(hostOf);
  return hosts.every((host) => host === hostOf(source));
}

async function sourcesOfHost({ store }: PollParts, source: Source): Promise<readonly Source[]> {
  return (await listSources(store.read)).filter(
    (other) => other.rowId !== source.rowId && hostOf(other) === hostOf(source),
  );
}

/** Not the source's fault, as far as we know: no failure is counted and its turn comes again. */
async function recordOffline(
  parts: PollParts,
  source: Source,
  { trouble, verdict }: { readonly trouble: Said; readonly verdict: "offline" | "unclear" },
): Promise<Poll> {
  const says: Said = verdict === "offline" ? { code: "fetch.offline", params: {} } : trouble;
  await runEngineAct(parts, { topics: ["sources"] }, (act) =>
    saveFetch(act.trx, source.rowId, {
      lastTryAt: act.at,
      ...(verdict === "unclear" ? { nextCheckAt: act.at + retryUnclearMs } : {}),
      // A source that never answered would otherwise show nothing at all.
      ...(source.lastOkAt === null ? { trouble: says } : {}),
    }),
  );
  return { outcome: "offline", newMentions: 0, trouble: says };
}

/** Counts a failure and says when the next try is: what the server asks for, else 15, 30, 60 minutes … 24 hours. */
async function recordFailure(
  parts: PollParts,
  source: Source,
  trouble: Said,
  retryAfterMs: number | null,
): Promise<Poll> {
  const failures = source.failures + 1;
  const wait = Math.max(retryAfterMs ?? 0, withJitter(backOffMinutes(failures), parts.ids.fraction()));
  const neighbours = retryAfterMs !== null && isPublic(source) ? await sourcesOfHost(parts, source) : [];
  await runEngineAct(parts, { topics: ["sources", "status", "wallboard"] }, async (act) => {
    await saveFetch(act.trx, source.rowId, { failures, trouble, lastTryAt: act.at, nextCheckAt: act.at + wait });
    // A server that asks for rest means all that we fetch from it.
    for (const { rowId, nextCheckAt } of neighbours) {
      if ((nextCheckAt ?? 0) < act.at + wait) await saveFetch(act.trx, rowId, { nextCheckAt: act.at + wait });
    }
    if (failures === 1)
      await act.record({ kind: "source.down", subjectId: source.id, payload: { name: source.name, trouble } });
  });
  parts.log.warn("source.failed", { source: source.id, code: trouble.code, failures });
  return { outcome: "failed", newMentions: 0, trouble };
}

async function recordGone(parts: PollParts, source: Source, trouble: Said): Promise<Poll> {
  await runEngineAct(parts, { topics: ["sources", "status", "wallboard"] }, async (act) => {
    await saveFetch(act.trx, source.rowId, {
      failures: source.failures + 1,
      trouble,
      lastTryAt: act.at,
      goneAt: act.at,
      nextCheckAt: null,
    });
    await act.record({ kind: "source.gone", subjectId: source.id, payload: { name: source.name } });
  });
  return { outcome: "failed", newMentions: 0, trouble };
}
