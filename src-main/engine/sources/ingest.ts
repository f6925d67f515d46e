import { createHash } from "node:crypto";
import type { Act } from "../commands.ts";
import { hearItems } from "../conversations/hear-items.ts";
import { settleConversations } from "../conversations/settle.ts";
import { addMentions } from "../mentions/add-mentions.ts";
import type { Candidate } from "../mentions/candidate.ts";
import { insertItems, nextItemRow } from "../store/item.ts";
import type { Item } from "../store/item.ts";
import type { Db } from "../store/open.ts";
import type { Source } from "../store/source.ts";
import type { ParsedItem } from "./feed/parsed-feed.ts";
import { itemDate } from "./item-date.ts";
import { unknownEntries, type Entry, type Slice } from "./known-entries.ts";
import { networkOfItem, understand } from "./read-entry.ts";
import { storeKnown } from "./store-known.ts";
import type { Understanding, Understood } from "./understanding.ts";

/** What one transaction stores: about 20 ms of work. */
export const batchSize = 100;

/**
 * Of more new entries than this in one fetch only the newest ask for an answer: no source that is polled says so much in an
 * hour, but one that gives its archive new ids and new dates does.
 */
export const mostLiveAtOnce = 100;
const mostNamed = 50;

/** Its items are at most batchSize. */
export type Batch = Slice & {
  /** A first fetch, an import or a re-keyed feed: counted, but only the last 24 hours open cases. */
  readonly backfill: boolean;
  /** The feed gave all its entries new keys: what is older than our last look was seen then, and asks for nothing. */
  readonly rekeyed?: boolean;
  /** How many new entries may still ask for an answer; older ones are a backfill. */
  readonly mostLive?: number;
  /** What prepareBatch understood beforehand. */
  readonly prepared?: Prepared;
};

/** Words that were understood before the transaction, by the understanding that did it. */
export type Prepared = { readonly by: Understanding; readonly of: ReadonlyMap<ParsedItem, Understood> };

export type Stored = {
  readonly items: number;
  readonly edited: number;
  readonly mentions: number;
  readonly stories: number;
};

/**
 * Stores a batch of a source's entries: drops what is known or was purged, understands the rest, makes mentions of what
 * matches, and writes one event. A batch that was stored before, whole or in part, changes nothing twice.
 */
export async function storeBatch(act: Act, understanding: Understanding, batch: Batch): Promise<Stored> {
  const [stored] = await storeBatches(act, understanding, [batch]);
  return stored ?? { items: 0, edited: 0, mentions: 0, stories: 0 };
}

/** Stores a batch of each of several sources, at most batchSize items in all; what each came to, in order. */
export async function storeBatches(
  act: Act,
  understanding: Understanding,
  batches: readonly Batch[],
): Promise<readonly Stored[]> {
  let rowId = await nextItemRow(act.trx);
  const drafted: {
    readonly batch: Batch;
    readonly known: readonly Entry[];
    readonly candidates: readonly Candidate[];
  }[] = [];
  for (const batch of batches) {
    const entries = await unknownEntries(act.trx, batch);
    const known = entries.filter(({ stored }) => stored !== null);
    const fresh = entries.filter(({ stored }) => stored === null);
    const candidates = draftCandidates(act, understanding, { batch, fresh, rowId });
    rowId += candidates.length;
    drafted.push({ batch, known, candidates });
  }
  await insertItems(
    act.trx,
    drafted.flatMap(({ candidates }) => candidates.map(({ item }) => item)),
  );
  const counting = await countingOf(act, drafted);
  const { firsts } = await addMentions(act, understanding, [...counting.candidates.values()]);
  await settleConversations(act, understanding.settings, counting.conversations);
  const stored: Stored[] = [];
  for (const { batch, known, candidates } of drafted) {
    const changed: string[] = [];
    for (const entry of known) if (await storeKnown(act, understanding, batch.source, entry)) changed.push(entry.key);
    const items = candidates.map(({ item }) => item);
    const result = {
      items: items.length,
      edited: changed.length,
      mentions: candidates.filter(({ item }) => counting.candidates.has(item.rowId)).length,
      stories: items.filter((item) => firsts.has(item.rowId)).length,
    };
    stored.push(result);
    if (items.length + changed.length > 0) await recordBatch(act, batch, { stored: result, changed, items });
  }
  return stored;
}

/** The candidates that count, by row: those of interest, but for posts of ours and for what counts by another sight. */
async function countingOf(
  act: Act,
  drafted: readonly { readonly batch: Batch; readonly candidates: readonly Candidate[] }[],
) {
  const sights = drafted.flatMap(({ candidates, batch }) =>
    candidates.map((candidate) => ({ candidate, wouldCount: isMention(batch, candidate) })),
  );
  const heard = await hearItems(act, sights);
  const candidates = new Map<number, Candidate>();
  for (const { candidate, wouldCount } of sights) {
    const { counts, answers } = heard.get(candidate.item.rowId) ?? { counts: wouldCount, answers: null };
    if (counts) candidates.set(candidate.item.rowId, answers === null ? candidate : { ...candidate, answers });
  }
  const conversations = [...heard.values()].flatMap(({ conversationRowId }) => conversationRowId ?? []);
  return { candidates, conversations: new Set(conversations) };
}

function isMention({ source }: Batch, { understood }: Candidate): boolean {
  return source.everything || understood.hits.length > 0;
}

/** New entries as items, oldest first. */
function draftCandidates(
  act: Act,
  understanding: Understanding,
  { batch, fresh, rowId }: { readonly batch: Batch; readonly fresh: readonly Entry[]; readonly rowId: number },
): readonly Candidate[] {
  const { source, backfill, rekeyed = false, mostLive = mostLiveAtOnce, prepared } = batch;
  const ready = prepared?.by === understanding ? prepared.of : null;
  return fresh
    .map((entry) => ({
      entry,
      date: itemDate(entry.parsed, act.at),
      understood: ready?.get(entry.parsed) ?? understand(understanding, source, entry.parsed),
    }))
    .toSorted((a, b) => a.date.publishedAt - b.date.publishedAt)
    .map(({ entry, date, understood }, at): Candidate => {
      const isLate = fresh.length - at > mostLive;
      const making = { source, entry, date, understood, backfill: backfill || rekeyed || isLate, at: act.at };
      const asSeen = rekeyed && date.publishedAt < (source.lastOkAt ?? 0);
      return {
        ...{ item: toItem(making, { rowId: rowId + at, id: act.newId() }), understood, asSeen },
        ...(entry.parsed.post ? { post: entry.parsed.post } : {}),
      };
    });
}

const preparedAtOnce = 20;

/** Understands what a batch brings before it is stored. */
export async function prepareBatch(db: Db, understanding: Understanding, slice: Slice): Promise<Prepared> {
  const { source } = slice;
  const entries = await unknownEntries(db, slice);
  return understandAll(
    db,
    understanding,
    entries
      .filter(({ stored, contentHash }) => stored?.contentHash !== contentHash)
      .map(({ parsed }) => ({ source, parsed })),
  );
}

/** Understands entries before they are stored, a few posts at a time, so that people's requests get their turn. */
export async function understandAll(
  db: Db,
  understanding: Understanding,
  entries: readonly { readonly source: Source; readonly parsed: ParsedItem }[],
): Promise<Prepared> {
  const of = new Map<ParsedItem, Understood>();
  // Filled before the transaction, so that nobody waits for it.
  await understanding.nearText.ready(db);
  for (const { source, parsed } of entries) {
    of.set(parsed, understand(understanding, source, parsed));
    if (of.size % preparedAtOnce === 0) await new Promise(setImmediate);
  }
  return { by: understanding, of };
}

type Making = {
  readonly source: Source;
  readonly entry: Entry;
  readonly date: { readonly publishedAt: number; readonly guessed: boolean };
  readonly understood: Understood;
  readonly backfill: boolean;
  readonly at: number;
};

function toItem(
  { source, entry, date, understood, backfill, at }: Making,
  ids: { readonly rowId: number; readonly id: string },
): Item {
  const { parsed } = entry;
  return {
    ...ids,
    sourceId: source.rowId,
    key: entry.key,
    keyHash: entry.hash,
    secondHash: entry.secondHash,
    publishedAt: date.publishedAt,
    dateGuessed: date.guessed,
    firstSeenAt: at,
    backfill,
    contentHash: entry.contentHash,
    network: networkOfItem(source, parsed),
    lang: understood.lang,
    sentiment: understood.sentiment,
    author: parsed.author,
    handle: parsed.handle,
    url: parsed.link,
    canonicalUrl: entry.canonicalUrl,
    title: parsed.title,
    text: parsed.text,
    spellings: understood.spellings(),
    replyUrl: parsed.replyUrl,
    categories: parsed.categories,
    enclosures: parsed.enclosures,
  };
}

/** One event for the whole batch; its digest ties it to what was stored. */
async function recordBatch(
  act: Act,
  { source, backfill, rekeyed = false }: Batch,
  {
    stored,
    changed,
    items,
  }: { readonly stored: Stored; readonly changed: readonly string[]; readonly items: readonly Item[] },
): Promise<void> {
  const digest = createHash("sha256");
  for (const item of items) digest.update(`${item.id} ${item.contentHash}\n`);
  await act.record({
    kind: "ingest.stored",
    subjectId: act.batchId,
    payload: {
      source: source.id,
      sourceName: source.name,
      ...stored,
      backfill: backfill || rekeyed,
      from: items[0]?.id ?? null,
      to: items.at(-1)?.id ?? null,
      digest: digest.digest("hex"),
      // Their words before and after are kept with each item.
      ...(changed.length === 0 ? {} : { changed: changed.slice(0, mostNamed) }),
    },
  });
}
