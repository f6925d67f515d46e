import type { Act } from "../../commands.ts";
import { runEngineAct } from "../../commands.ts";
import { countPublished } from "../../store/source-fetch.ts";
import type { FetchFacts } from "../../store/source-fetch.ts";
import type { Db } from "../../store/open.ts";
import type { Source } from "../../store/source.ts";
import type { ParsedFeed } from "../feed/parsed-feed.ts";
import { batchSize, mostLiveAtOnce, prepareBatch, storeBatch } from "../ingest.ts";
import { paceMinutes } from "../interval.ts";
import { firstOfEachKey } from "../known-entries.ts";
import { unknownFeed } from "../rekeyed.ts";
import { withoutSharedIds } from "../shared-ids.ts";
import type { Poll, PollParts } from "./poll-parts.ts";
import { restingNeighbours } from "./rest.ts";
import { recordSuccess } from "./success.ts";
import type { GoodVisit } from "./success.ts";

const weekMs = 7 * 24 * 60 * 60_000;
const longestHintMinutes = 24 * 60;

/** Stores what a feed says, a batch a transaction; what the visit taught goes with the last one. */
export async function storeFeed(
  parts: PollParts,
  visit: GoodVisit,
  { feed: read, bodyHash }: { readonly feed: ParsedFeed; readonly bodyHash: string },
): Promise<Poll> {
  const { source } = visit;
  const byKey = firstOfEachKey(withoutSharedIds(read.items));
  const feed = { ...read, items: [...byKey.values()] };
  const feedKeys = new Set(byKey.keys());
  const unknown = await unknownFeed(parts.store.read, source, feed.items);
  const how = { backfill: unknown !== null, rekeyed: unknown === "rekeyed" };
  const neighbours = await restingNeighbours(parts.store.read, visit);
  const taught = { ...feedFacts(source, feed, parts.clock.now()), bodyHash };
  let newMentions = 0;
  let newItems = 0;
  let at = 0;
  do {
    const items = feed.items.slice(at, at + batchSize);
    at += batchSize;
    const isLast = at >= feed.items.length;
    const understanding = await parts.understandings(parts.store.read);
    const prepared = await prepareBatch(parts.store.read, understanding, { source, items, feedKeys });
    // Validators go with the last batch: an answer that was stored in part is asked for again in full.
    const stored = await runEngineAct(parts, { topics: [] }, async (act) => {
      const mostLive = Math.max(0, mostLiveAtOnce - newItems);
      const result = await storeBatch(act, await parts.understandings(act.trx), {
        ...how,
        ...{ source, items, feedKeys, mostLive, prepared },
      });
      newItems += result.items;
      if (!isLast) return result;
      if (how.rekeyed) await recordRekeyed(act, source, newItems);
      const pace = newItems > 0 ? await paceFacts(act.trx, source, act.at) : {};
      await recordSuccess(parts, act, visit, {
        outcome: "stored",
        newItems,
        facts: { ...taught, ...pace },
        neighbours,
      });
      return result;
    });
    newMentions += stored.mentions;
    if (stored.items + stored.edited > 0) parts.changed("triage", "sources", "watches", "wallboard", "status");
    else if (isLast) parts.changed("sources", "status");
    await new Promise(setImmediate);
  } while (at < feed.items.length);
  return { outcome: "stored", newMentions, trouble: null };
}

/** Says once, and to people, that a feed's entries all look new and were stored as seen. */
async function recordRekeyed(act: Act, source: Source, entries: number): Promise<void> {
  await act.record({ kind: "source.rekeyed", subjectId: source.id, payload: { name: source.name, entries } });
}

function feedFacts(source: Source, feed: ParsedFeed, now: number): FetchFacts {
  const newest = Math.max(source.newestItemAt ?? 0, ...feed.items.map((item) => newestDate(item, now)));
  const { ttlMinutes, updatePeriodMinutes } = feed.hints;
  const hint = Math.ceil(Math.min(Math.max(ttlMinutes ?? 0, updatePeriodMinutes ?? 0), longestHintMinutes));
  return {
    ttlMinutes: hint > 0 ? hint : null,
    siteUrl: feed.siteUrl ?? source.siteUrl,
    repaired: feed.repaired,
    ...(newest > 0 ? { newestItemAt: newest } : {}),
    // Until it has answered once, a source that nobody named bears its address.
    ...(source.lastOkAt === null && source.name === source.url && feed.title ? { name: feed.title.slice(0, 120) } : {}),
  };
}

function newestDate(item: ParsedFeed["items"][number], now: number): number {
  return Math.min(item.publishedAt ?? item.updatedAt ?? now, now);
}

async function paceFacts(db: Db, { rowId, createdAt }: Source, at: number): Promise<FetchFacts> {
  const itemsOfWeek = await countPublished(db, rowId, at - weekMs);
  return { paceMinutes: paceMinutes({ itemsOfWeek, listeningMs: at - createdAt }) };
}
