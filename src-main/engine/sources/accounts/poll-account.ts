import type { Said } from "../../../contract/values.ts";
import type { HttpFailed, HttpFailureCode, HttpOk } from "../../../ports/http.ts";
import { httpFailureCodes } from "../../../ports/http.ts";
import type { NetworkTrouble, RemotePage, RemotePost, Told } from "../../../ports/reply-publisher.ts";
import { runEngineAct } from "../../commands.ts";
import { asConnected } from "../../publishing/begin-try.ts";
import { isConnected, listAccounts, updateAccount } from "../../store/account.ts";
import type { ConnectedRecord } from "../../store/account.ts";
import { saveFetch, countPublished } from "../../store/source-fetch.ts";
import { insertFetch } from "../../store/fetch.ts";
import { sourceById } from "../../store/source.ts";
import type { Source } from "../../store/source.ts";
import { batchSize, mostLiveAtOnce, prepareBatch, storeBatch } from "../ingest.ts";
import { paceMinutes } from "../interval.ts";
import { hearFrom, recordFailure, recordHttpFailure } from "../poll/failure.ts";
import { fetchLine } from "../poll/fetch-line.ts";
import type { Heard, Poll, PollParts } from "../poll/poll-parts.ts";
import { restingNeighbours } from "../poll/rest.ts";
import { recordSuccess } from "../poll/success.ts";
import type { GoodVisit } from "../poll/success.ts";
import { asEntry } from "./heard-post.ts";

const overtaken: Poll = { outcome: "not-modified", newMentions: 0, trouble: null };
const weekMs = 7 * 24 * 60 * 60_000;

/** Asks what is new for an account of ours, and stores it. Whatever goes wrong out there ends as a value on its source's row. */
export async function pollAccount(parts: PollParts, source: Source): Promise<Heard> {
  return { written: Promise.resolve(await poll(parts, source)) };
}

async function poll(parts: PollParts, asked: Source): Promise<Poll> {
  const account = (await listAccounts(parts.store.read)).find(({ rowId }) => rowId === asked.account?.rowId);
  if (!account || !isConnected(account)) return rest(parts, asked);
  const begun = parts.clock.monotonic();
  const told = await ask(parts, asked, account);
  if (parts.closing.aborted) return overtaken;
  const source = await sourceById(parts.store.read, asked.id);
  // A person took it away meanwhile.
  if (source === null) return overtaken;
  const tookMs = Math.round(parts.clock.monotonic() - begun);
  if (!told.ok) return recordTrouble(parts, { source, account, trouble: told.trouble, tookMs });
  const answer: HttpOk = {
    ...{ status: "ok", url: source.url, httpStatus: 200, headers: {}, redirects: [], tookMs, body: new Uint8Array(0) },
  };
  const visit: GoodVisit = { source, answer, conditional: source.account?.cursor !== null };
  hearFrom(parts, visit);
  return storePosts(parts, { visit, account, page: told.value });
}

async function ask(
  { publishers, clock }: PollParts,
  { account: listening }: Source,
  account: ConnectedRecord,
): Promise<Told<RemotePage>> {
  if (account.paused) return { ok: false, trouble: { class: "auth", says: account.paused } };
  const wait = (account.waitUntil ?? 0) - clock.now();
  if (wait > 0) return { ok: false, trouble: { class: "limited", says: limitedSays, retryAfterMs: wait } };
  const { words = null, cursor = null } = listening ?? {};
  const publisher = publishers[account.kind];
  const connected = asConnected(account);
  return words === null ? publisher.mentions(connected, cursor) : publisher.search(connected, words, cursor);
}

const limitedSays: Said = { code: "fetch.http-429", params: { status: 429 } };

type Troubled = {
  readonly source: Source;
  readonly account: ConnectedRecord;
  readonly trouble: NetworkTrouble;
  readonly tookMs: number;
};

async function recordTrouble(parts: PollParts, { source, account, trouble, tookMs }: Troubled): Promise<Poll> {
  const conditional = source.account?.cursor !== null;
  const { retryAfterMs } = trouble;
  const seen = { url: source.url, redirects: [], tookMs };
  const fail = (code: HttpFailureCode, params: Said["params"]): HttpFailed => ({
    ...{ status: "failed", code, params, ...seen },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
  if (trouble.class === "limited") {
    await restAccount(parts, account, retryAfterMs);
    const answer = { ...fail("http-429", limitedSays.params), httpStatus: 429 };
    return recordFailure(parts, { source, answer, conditional }, limitedSays);
  }
  const code = httpFailureCodes.find((one) => `fetch.${one}` === trouble.says.code);
  if (trouble.class === "offline" || code !== undefined) {
    const answer = fail(code ?? "offline", trouble.says.params);
    return recordHttpFailure(parts, { source, answer, conditional }, answer);
  }
  // The class tells the row's short word; the sentence is the network's own.
  const says = { code: trouble.says.code, params: { ...trouble.says.params, trouble: trouble.class } };
  const answer = retryAfterMs === undefined ? null : fail("empty", {});
  return recordFailure(parts, { source, answer, conditional }, says);
}

/** The limit is the account's: what it posts waits as well. */
async function restAccount(parts: PollParts, account: ConnectedRecord, retryAfterMs = 0): Promise<void> {
  const until = parts.clock.now() + retryAfterMs;
  if (retryAfterMs <= 0 || until <= (account.waitUntil ?? 0)) return;
  await parts.store.write((trx) => updateAccount(trx, account.rowId, { wait_until: until }));
}

/** Its account is not ours any more: nobody can be asked until it is connected again. */
async function rest(parts: PollParts, source: Source): Promise<Poll> {
  const trouble: Said = { code: "monitor.account.removed", params: { trouble: "removed" } };
  await runEngineAct(parts, { topics: ["sources", "status", "wallboard"] }, async (act) => {
    await saveFetch(act.trx, source.rowId, { trouble, lastTryAt: act.at, goneAt: act.at, nextCheckAt: null });
    const line = fetchLine(
      { source, answer: null, conditional: false },
      { at: act.at, outcome: "failed", trouble, nextCheckAt: null },
    );
    await insertFetch(act.trx, source.rowId, line);
  });
  return { outcome: "failed", newMentions: 0, trouble };
}

type Posts = { readonly visit: GoodVisit; readonly account: ConnectedRecord; readonly page: RemotePage };

/** Stores what an account heard in batches; where it ended is kept with the last, so that a half-stored answer is asked for again. */
async function storePosts(parts: PollParts, { visit, account, page }: Posts): Promise<Poll> {
  const { source } = visit;
  const backfill = source.lastOkAt === null;
  let newItems = 0;
  let newMentions = 0;
  const posts = [...page.posts];
  do {
    const items = posts.splice(0, batchSize).map((post) => asEntry(post, account));
    const slice = { source, items };
    const prepared = await prepareBatch(parts.store.read, await parts.understandings(parts.store.read), slice);
    const stored = await runEngineAct(parts, { topics: [] }, async (act) => {
      const mostLive = Math.max(0, mostLiveAtOnce - newItems);
      const result = await storeBatch(act, await parts.understandings(act.trx), {
        ...slice,
        prepared,
        backfill,
        mostLive,
      });
      newItems += result.items;
      if (posts.length > 0) return result;
      const facts = {
        ...(page.cursor === null ? {} : { accountCursor: page.cursor }),
        ...newestFacts(source, page.posts),
        paceMinutes: paceMinutes({
          itemsOfWeek: await countPublished(act.trx, source.rowId, act.at - weekMs),
          listeningMs: act.at - source.createdAt,
        }),
      };
      const neighbours = await restingNeighbours(act.trx, visit);
      const outcome = newItems === 0 ? "same" : "stored";
      await recordSuccess(parts, act, visit, { outcome, newItems, facts, neighbours });
      return result;
    });
    newMentions += stored.mentions;
  } while (posts.length > 0);
  if (newItems > 0) parts.changed("triage", "case", "sources", "watches", "wallboard", "status");
  else parts.changed("sources", "status");
  return { outcome: newItems > 0 ? "stored" : "not-modified", newMentions, trouble: null };
}

function newestFacts(source: Source, posts: readonly RemotePost[]) {
  const newest = Math.max(source.newestItemAt ?? 0, ...posts.map(({ at }) => at));
  return newest > 0 ? { newestItemAt: newest } : {};
}
