import type { WatchPreview } from "../../contract/methods/watches.ts";
import type { Bucket } from "../../contract/values.ts";
import { lastLocalDays } from "../../domain/calendar/local-days.ts";
import type { LocalDay } from "../../domain/calendar/local-days.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import { prepareMention } from "../../domain/query/evaluate.ts";
import { explainNearMiss } from "../../domain/query/near-miss.ts";
import { parseQuery } from "../../domain/query/parse.ts";
import type { Query } from "../../domain/query/query.ts";
import type { Span } from "../../domain/query/spans.ts";
import { compileWatches } from "../../domain/query/watch-set.ts";
import { understandStored } from "../rules/understand-stored.ts";
import type { Understanding, Understood } from "../sources/understanding.ts";
import { itemsSeenSince } from "../store/item.ts";
import type { StoredItem } from "../store/item.ts";
import { mentionStates, queryFields } from "../store/mention.ts";
import type { RematchParts } from "./rematch-job.ts";

const shownDays = 30;
const dayMs = 24 * 60 * 60_000;
/** Read in one go: others get their turn after so few. */
const slice = 100;
/** A preview is an answer to every pause in typing: it looks at the newest items only, and says at how many. */
const mostScanned = 20_000;
const mostSamples = 20;
/** Asking why something does not match is dearer than that it does not: the newest items tell enough. */
const mostExplained = 2000;
const mostNearMisses = 5;

type Hit = { readonly item: StoredItem; readonly understood: Understood; readonly spans: readonly Span[] };
type NearMisses = WatchPreview["nearMisses"];

type Found = {
  readonly samples: Hit[];
  readonly nearMisses: NearMisses;
  readonly stories: Set<string>;
  readonly publishedAt: number[];
  readonly wouldRoute: Record<Bucket, number>;
  scanned: number;
};

/** What a query would find among the stored items of the last 30 days; a query that does not parse says where and why. */
export async function previewWatch(parts: RematchParts, text: string): Promise<WatchPreview> {
  const started = parts.clock.monotonic();
  const parsed = parseQuery(text, { allowSentiment: false });
  const understanding = await parts.understandings(parts.store.read);
  const days = lastLocalDays(parts.clock.now(), understanding.settings.calendar.timeZone, shownDays);
  const found = nothingFound();
  if (parsed.ok) await scan(parts, { understanding, query: parsed.query, found });
  return {
    fault: parsed.ok
      ? null
      : { at: parsed.error.at, says: { code: `query.error.${parsed.error.code}`, params: { ...parsed.error.params } } },
    mentions: found.publishedAt.length,
    stories: found.stories.size,
    tookMs: Math.round(parts.clock.monotonic() - started),
    scanned: found.scanned,
    days: days.map((day) => ({ day: day.date, mentions: found.publishedAt.filter((at) => isOn(day, at)).length })),
    wouldRoute: found.wouldRoute,
    samples: found.samples.map(toSample),
    nearMisses: found.nearMisses,
  };
}

function nothingFound(): Found {
  return {
    samples: [],
    nearMisses: [],
    stories: new Set(),
    publishedAt: [],
    wouldRoute: { unsorted: 0, analytics: 0, pr: 0, care: 0 },
    scanned: 0,
  };
}

function isOn({ from, to }: LocalDay, publishedAt: number): boolean {
  return publishedAt >= from && publishedAt < to;
}

type Scan = { readonly understanding: Understanding; readonly query: Query; readonly found: Found };

async function scan({ store, clock }: RematchParts, { understanding, query, found }: Scan): Promise<void> {
  const since = clock.now() - shownDays * dayMs;
  const set = compileWatches([{ id: 0, query }]);
  let before = Number.MAX_SAFE_INTEGER;
  while (found.scanned < mostScanned) {
    const items = await itemsSeenSince(store.read, { since, before, limit: slice });
    const hits = items.flatMap((item): Hit[] => {
      const prepared = prepareMention(queryFields({ ...item, source: item.sourceName }));
      const [match] = set.match(prepared);
      if (match) return [{ item, understood: understandStored(understanding, item), spans: match.spans }];
      if (found.scanned < mostExplained) addNearMiss(found.nearMisses, { query, item, prepared });
      return [];
    });
    await addHits(store.read, { understanding, hits, found });
    found.scanned += items.length;
    before = items.at(-1)?.rowId ?? 0;
    if (items.length < slice) break;
    await new Promise(setImmediate);
  }
}

async function addHits(
  db: RematchParts["store"]["read"],
  { understanding, hits, found }: { understanding: Understanding; hits: readonly Hit[]; found: Found },
): Promise<void> {
  if (hits.length === 0) return;
  const states = await mentionStates(
    db,
    hits.map(({ item }) => item.rowId),
  );
  for (const hit of hits) {
    const story = states.get(hit.item.rowId)?.storyRowId;
    found.stories.add(story === undefined ? (hit.item.canonicalUrl ?? hit.item.id) : String(story));
    found.publishedAt.push(hit.item.publishedAt);
    found.wouldRoute[understanding.route(hit.understood).bucket] += 1;
    if (found.samples.length < mostSamples) found.samples.push(hit);
  }
}

type Missed = {
  readonly query: Query;
  readonly item: StoredItem;
  readonly prepared: ReturnType<typeof prepareMention>;
};

/** What would match but for one part of the query. */
function addNearMiss(nearMisses: NearMisses, { query, item, prepared }: Missed): void {
  if (nearMisses.length >= mostNearMisses) return;
  const miss = explainNearMiss(query, prepared);
  if (!miss || miss.missing.length + miss.unwanted.length !== 1) return;
  const shown = item.text.trim() === "" ? (item.title ?? "") : item.text;
  // The same words again, such as a copy of it, would teach nothing new.
  const { excerpt } = excerptOf(shown, []);
  if (nearMisses.some(({ text }) => text === excerpt)) return;
  nearMisses.push({
    id: item.id,
    source: item.sourceName,
    text: excerpt,
    missing: miss.missing[0]?.text ?? null,
    unwanted: miss.unwanted[0]?.text ?? null,
  });
}

function toSample({ item, understood, spans }: Hit): WatchPreview["samples"][number] {
  const { excerpt, marks } = excerptOf(item.text, spans);
  const inTitle = spans.filter(({ field }) => field === "title");
  return {
    id: item.id,
    source: item.sourceName,
    title: item.title,
    text: excerpt,
    spans: [...inTitle, ...marks.map((mark) => ({ ...mark, field: "text" }))],
    sentiment: understood.slot,
  };
}
