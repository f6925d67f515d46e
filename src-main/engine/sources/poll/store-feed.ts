import type { Act } from "../../commands.ts";
import { runEngineAct } from "../../commands.ts";
import { saveRawEntries } from "../../store/raw-entries.ts";
import { countPublished } from "../../store/source-fetch.ts";
import type { FetchFacts } from "../../store/source-fetch.ts";
import type { Db } from "../../store/open.ts";
import type { Source } from "../../store/source.ts";
import type { ParsedItem } from "../feed/parsed-feed.ts";
import { batchSize, mostLiveAtOnce, prepareBatch, storeBatch } from "../ingest.ts";
import { paceMinutes } from "../interval.ts";
import { unknownFeed } from "../rekeyed.ts";
import type { Place } from "./arrange.ts";
import type { Poll, PollParts } from "./poll-parts.ts";
import type { FeedRead } from "./read-feed.ts";
import { restingNeighbours } from "./rest.ts";
import { recordSuccess } from "./success.ts";
import type { GoodVisit } from "./success.ts";

const weekMs = 7 * 24 * 60 * 60_000;
const longestHintMinutes = 24 * 60;

/** Stores what a feed says, a batch a transaction; what the visit taught goes with the last one. */
export async function storeFeed(
  parts: PollParts,
  visit: GoodVisit,
  { read, bodyHash }: { readonly read: FeedRead; readonly bodyHash: string },
): Promise<Poll> {
  const { source } = visit;
  const { places, isInFeed, raw } = read.arranged;
  const unread = places.flatMap(({ item }) => item ?? []);
  // What is known entry by entry is neither.
  const unknown = unread.length < places.length ? null : await unknownFeed(parts.store.read, source, unread);
  const how = { backfill: unknown !== null, rekeyed: unknown === "rekeyed" };
  const neighbours = await restingNeighbours(parts.store.read, visit);
  const taught = { ...feedFacts(source, read, parts.clock.now()), bodyHash };
  let newMentions = 0;
  let newItems = 0;
  let at = 0;
  do {
    const { items, beside } = sliceOf(places.slice(at, at + batchSize));
    at += batchSize;
    const isLast = at >= places.length;
    if (items.length === 0 && !isLast) continue;
    const slice = { source, items, beside, isInFeed };
    const understanding = await parts.understandings(parts.store.read);
    const prepared = await prepareBatch(parts.store.read, understanding, slice);
    // Validators go with the last batch: an answer that was stored in part is asked for again in full.
    const stored = await runEngineAct(parts, { topics: [] }, async (act) => {
      const mostLive = Math.max(0, mostLiveAtOnce - newItems);
      const result = await storeBatch(act, await parts.understandings(act.trx), {
        ...how,
        ...{ ...slice, mostLive, prepared },
      });
      newItems += result.items;
      // Until the last one nobody can say what the feed's entries were stored as.
      await saveRawEntries(act.trx, source.rowId, isLast ? raw : null);
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
  } while (at < places.length);
  return { outcome: "stored", newMentions, trouble: null };
}

/** Says once, and to people, that a feed's entries all look new and were stored as seen. */
async function recordRekeyed(act: Act, source: Source, entries: number): Promise<void> {
  await act.record({ kind: "source.rekeyed", subjectId: source.id, payload: { name: source.name, entries } });
}

function sliceOf(places: readonly Place[]): { readonly items: readonly ParsedItem[]; readonly beside: number } {
  const items = places.flatMap(({ item }) => item ?? []);
  return { items, beside: places.length - items.length };
}

function feedFacts(source: Source, { feed, arranged }: FeedRead, now: number): FetchFacts {
  const newest = Math.max(source.newestItemAt ?? 0, ...arranged.places.map(({ date }) => Math.min(date ?? now, now)));
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

async function paceFacts(db: Db, { rowId, createdAt }: Source, at: number): Promise<FetchFacts> {
  const itemsOfWeek = await countPublished(db, rowId, at - weekMs);
  return { paceMinutes: paceMinutes({ itemsOfWeek, listeningMs: at - createdAt }) };
}
