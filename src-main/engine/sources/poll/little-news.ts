import type { Topic } from "../../../contract/changes.ts";
import { runEngineAct } from "../../commands.ts";
import type { Act } from "../../commands.ts";
import { saveRawEntries } from "../../store/raw-entries.ts";
import { sourcesByRow } from "../../store/source.ts";
import type { ParsedItem } from "../feed/parsed-feed.ts";
import { storeBatches, understandAll } from "../ingest.ts";
import type { Batch, Stored } from "../ingest.ts";
import { factsOfFeed, sliceOf } from "./feed-facts.ts";
import type { Poll, PollParts } from "./poll-parts.ts";
import type { FeedRead } from "./read-feed.ts";
import { recordSuccess } from "./success.ts";
import type { GoodVisit } from "./success.ts";
import { createTogether } from "./together.ts";
import type { Together } from "./together.ts";
import { mayWait } from "./unchanged.ts";

const mostSources = 25;
/** Of all sources of a transaction, and of each of them. */
const mostItems = 100;
const mostOfOne = 10;

export type News = { readonly visit: GoodVisit; readonly read: FeedRead; readonly bodyHash: string };

/** Stores the few new entries of feeds most of whose entries are known. */
export type NewsWriter = Together<News, Poll>;

type NewsParts = Omit<PollParts, "closing" | "unchanged" | "news">;

export function createNewsWriter(parts: NewsParts, isPolling: () => boolean): NewsWriter {
  return createTogether({
    clock: parts.clock,
    isPolling,
    isFull: (waiting) =>
      waiting.length >= mostSources || waiting.reduce((sum, { read }) => sum + unreadOf(read).length, 0) >= mostItems,
    work: (group) => storeTogether(parts, group),
  });
}

const unreadOf = ({ arranged }: FeedRead): readonly ParsedItem[] => arranged.places.flatMap(({ item }) => item ?? []);

/** Whether an answer brings what any day brings: with known entries beside it, it is no archive and no feed with new keys. */
export function isLittle({ visit, read }: News): boolean {
  const { places } = read.arranged;
  const unread = unreadOf(read).length;
  return mayWait(visit) && unread < places.length && unread <= mostOfOne && places.length <= mostItems;
}

async function storeTogether(parts: NewsParts, group: readonly News[]): Promise<readonly Poll[]> {
  const understanding = await parts.understandings(parts.store.read);
  const news = group.map((one) => ({ ...one, ...sliceOf(one.read.arranged.places) }));
  const prepared = await understandAll(
    parts.store.read,
    understanding,
    news.flatMap(({ visit: { source }, items }) => items.map((parsed) => ({ source, parsed }))),
  );
  const stored = await runEngineAct(parts, { topics: [] }, async (act) => {
    const sources = await sourcesByRow(
      act.trx,
      news.map(({ visit }) => visit.source.rowId),
    );
    // A person removed one or gave it another address meanwhile, about which its answer says nothing.
    const there = news.flatMap((one) => {
      const source = sources.get(one.visit.source.rowId);
      return source?.url === one.visit.source.url ? [{ ...one, visit: { ...one.visit, source } }] : [];
    });
    const batches = there.map(({ visit: { source }, read, items, beside }): Batch => {
      return { ...{ source, items, beside, prepared }, isInFeed: read.arranged.isInFeed, backfill: false };
    });
    const results = await storeBatches(act, await parts.understandings(act.trx), batches);
    const byRow = new Map<number, Stored>();
    for (const [at, one] of there.entries()) {
      const result = results[at];
      if (!result) continue;
      await conclude(parts, act, { ...one, newItems: result.items });
      byRow.set(one.visit.source.rowId, result);
    }
    return byRow;
  });
  parts.changed(...topicsOf([...stored.values()]));
  return group.map(({ visit }): Poll => {
    const result = stored.get(visit.source.rowId);
    return { outcome: result ? "stored" : "not-modified", newMentions: result?.mentions ?? 0, trouble: null };
  });
}

async function conclude(
  parts: NewsParts,
  act: Act,
  { visit, read, bodyHash, newItems }: News & { readonly newItems: number },
): Promise<void> {
  const { source } = visit;
  await saveRawEntries(act.trx, source.rowId, read.arranged.raw);
  const facts = { ...(await factsOfFeed(act.trx, source, { read, newItems, at: act.at })), bodyHash };
  await recordSuccess(parts, act, visit, { outcome: "stored", newItems, facts, neighbours: [] });
}

function topicsOf(stored: readonly Stored[]): readonly Topic[] {
  const hasNews = stored.some(({ items, edited }) => items + edited > 0);
  return hasNews ? ["triage", "sources", "watches", "wallboard", "status"] : ["sources", "status"];
}
