import { createHash } from "node:crypto";
import { storyKeys } from "../../domain/stories/canonical-url.ts";
import type { Act } from "../commands.ts";
import { wakeStory } from "../cases/queue-story.ts";
import { addMentions } from "../mentions/add-mentions.ts";
import { refreshTone } from "../mentions/refresh-tone.ts";
import { rematchItems } from "../mentions/rematch-items.ts";
import { insertItems, nextItemRow, saveItemVersion } from "../store/item.ts";
import type { Item, KnownItem } from "../store/item.ts";
import { mentionStates } from "../store/mention.ts";
import { unindexMentions, indexMentions } from "../store/search.ts";
import { recount } from "../store/slot.ts";
import type { Db } from "../store/open.ts";
import type { Source } from "../store/source.ts";
import type { ParsedItem } from "./feed/parsed-feed.ts";
import { itemDate } from "./item-date.ts";
import { contentHash, findKeys, itemKey } from "./item-key.ts";
import type { Understanding, Understood } from "./understanding.ts";

/** What one transaction stores: about 20 ms of work. */
export const batchSize = 200;

export type Batch = {
  readonly source: Source;
  /** At most batchSize. */
  readonly items: readonly ParsedItem[];
  /** A first fetch, an import or a re-keyed feed: counted, but only the last 24 hours open cases. */
  readonly backfill: boolean;
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

type Entry = {
  readonly parsed: ParsedItem;
  readonly key: string;
  readonly hash: number;
  readonly contentHash: string;
  readonly stored: KnownItem | null;
};

/**
 * Stores a batch of a source's entries: drops what is known or was purged, understands the rest, makes mentions of what
 * matches, and writes one event. A batch that was stored before, whole or in part, changes nothing twice.
 */
export async function storeBatch(
  act: Act,
  understanding: Understanding,
  { source, items, backfill, prepared }: Batch,
): Promise<Stored> {
  const entries = await unknownEntries(act.trx, source, items);
  const ready = prepared?.by === understanding ? prepared.of : null;
  const edited = entries.filter(({ stored }) => stored !== null);
  const fresh = entries
    .filter(({ stored }) => stored === null)
    .map((entry) => ({
      entry,
      date: itemDate(entry.parsed, act.at),
      understood: ready?.get(entry.parsed) ?? understand(understanding, source, entry.parsed),
    }))
    .toSorted((a, b) => a.date.publishedAt - b.date.publishedAt);
  let rowId = await nextItemRow(act.trx);
  const candidates = fresh.map(({ entry, date, understood }) => ({
    item: toItem({ source, entry, date, understood, backfill, at: act.at }, { rowId: rowId++, id: act.newId() }),
    understood,
  }));
  await insertItems(
    act.trx,
    candidates.map(({ item }) => item),
  );
  const added = await addMentions(
    act,
    understanding,
    candidates.filter(({ understood }) => source.everything || understood.hits.length > 0),
  );
  for (const entry of edited) await storeEdit(act, understanding, source, entry);
  const stored = { items: candidates.length, edited: edited.length, ...added };
  if (entries.length > 0)
    await recordBatch(act, source, { stored, backfill, items: candidates.map(({ item }) => item) });
  return stored;
}

const preparedAtOnce = 20;

/** Understands what a batch brings before it is stored, a few posts at a time, so that people's requests get their turn. */
export async function prepareBatch(
  db: Db,
  understanding: Understanding,
  { source, items }: Pick<Batch, "source" | "items">,
): Promise<Prepared> {
  const of = new Map<ParsedItem, Understood>();
  for (const { parsed } of await unknownEntries(db, source, items)) {
    of.set(parsed, understand(understanding, source, parsed));
    if (of.size % preparedAtOnce === 0) await new Promise(setImmediate);
  }
  return { by: understanding, of };
}

/** Entries that are new or changed; of two with the same key the first, which is the newest in its feed. */
async function unknownEntries(db: Db, source: Source, items: readonly ParsedItem[]): Promise<readonly Entry[]> {
  const byKey = new Map<string, ParsedItem>();
  for (const parsed of items) {
    const key = itemKey(parsed);
    if (!byKey.has(key)) byKey.set(key, parsed);
  }
  const found = await findKeys(db, source.rowId, [...byKey.keys()]);
  return [...byKey].flatMap(([key, parsed]): Entry[] => {
    const known = found.get(key);
    if (!known || known.purged) return [];
    const entry = { parsed, key, hash: known.hash, contentHash: contentHash(parsed), stored: known.stored };
    return known.stored?.contentHash === entry.contentHash ? [] : [entry];
  });
}

function understand(understanding: Understanding, source: Source, parsed: ParsedItem): Understood {
  const { title, text, author, handle, link, lang } = parsed;
  return understanding.read({
    title,
    text,
    author,
    handle,
    url: link,
    network: networkOfItem(source, parsed),
    source: source.name,
    sourceId: source.id,
    declaredLang: lang,
  });
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
  const [page] = parsed.link === null ? [] : storyKeys({ guid: null, url: parsed.link });
  return {
    ...ids,
    sourceId: source.rowId,
    key: entry.key,
    keyHash: entry.hash,
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
    canonicalUrl: page?.startsWith("url:") ? page.slice(4) : null,
    title: parsed.title,
    text: parsed.text,
    spellings: understood.spellings,
    replyUrl: parsed.replyUrl,
    categories: parsed.categories,
    enclosures: parsed.enclosures,
  };
}

/** Where a source is of no network in particular, each entry may show its own. */
function networkOfItem(source: Source, parsed: ParsedItem): Source["network"] {
  return source.network === "other" ? (parsed.network ?? "other") : source.network;
}

/**
 * Changed words are a new version of the same item: a resolved case is not opened again, one that waits until they
 * answer comes back.
 */
async function storeEdit(
  act: Act,
  understanding: Understanding,
  source: Source,
  { parsed, stored, contentHash: hash }: Entry,
): Promise<void> {
  if (stored === null) return;
  const understood = understand(understanding, source, parsed);
  const { title, text, replyUrl, categories, enclosures } = parsed;
  const { lang, sentiment, spellings } = understood;
  const mention = (await mentionStates(act.trx, [stored.rowId])).get(stored.rowId);
  if (mention) await unindexMentions(act.trx, [stored.rowId]);
  await saveItemVersion(act.trx, stored, {
    ...{ title, text, contentHash: hash, lang, sentiment, spellings, at: act.at },
    ...{ replyUrl, categories, enclosures },
  });
  if (mention) await indexMentions(act.trx, [stored.rowId]);
  if (mention && !stored.corrected) await recount(act.trx, [stored.rowId], { sentiment: understood.slot });
  await rematchItems(act, understanding, [stored.rowId]);
  if (!mention) return;
  await refreshTone(act, mention.storyRowId);
  await wakeStory(act, understanding.settings, { storyRowId: mention.storyRowId, at: act.at });
}

/** One event for the whole batch; its digest ties it to what was stored. */
async function recordBatch(
  act: Act,
  source: Source,
  { stored, backfill, items }: { readonly stored: Stored; readonly backfill: boolean; readonly items: readonly Item[] },
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
      backfill,
      from: items[0]?.id ?? null,
      to: items.at(-1)?.id ?? null,
      digest: digest.digest("hex"),
    },
  });
}
