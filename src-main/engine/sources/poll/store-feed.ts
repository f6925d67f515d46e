import type { Act } from "../../commands.ts";
import { runEngineAct } from "../../commands.ts";
import { saveRawEntries } from "../../store/raw-entries.ts";
import { saveFetch } from "../../store/source-fetch.ts";
import type { Source } from "../../store/source.ts";
import { batchSize, mostLiveAtOnce, prepareBatch, storeBatch } from "../ingest.ts";
import { unknownFeed } from "../rekeyed.ts";
import { factsOfFeed, sliceOf } from "./feed-facts.ts";
import type { Poll, PollParts } from "./poll-parts.ts";
import type { FeedRead } from "./read-feed.ts";
import { restingNeighbours } from "./rest.ts";
import { recordSuccess } from "./success.ts";
import type { GoodVisit } from "./success.ts";

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
      if (!isLast) {
        await forgetAnswer(act, source);
        return result;
      }
      await saveRawEntries(act.trx, source.rowId, raw);
      if (how.rekeyed) await recordRekeyed(act, source, newItems);
      const facts = { ...(await factsOfFeed(act.trx, source, { read, newItems, at: act.at })), bodyHash };
      await recordSuccess(parts, act, visit, {
        outcome: "stored",
        newItems,
        facts,
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

/** Until the last batch is stored, no answer before this one tells what is stored. */
async function forgetAnswer({ trx }: Act, { rowId }: Source): Promise<void> {
  await saveRawEntries(trx, rowId, null);
  await saveFetch(trx, rowId, { bodyHash: null, etag: null, lastModified: null, validatorsFrom: null });
}

/** Says once, and to people, that a feed's entries all look new and were stored as seen. */
async function recordRekeyed(act: Act, source: Source, entries: number): Promise<void> {
  await act.record({ kind: "source.rekeyed", subjectId: source.id, payload: { name: source.name, entries } });
}
