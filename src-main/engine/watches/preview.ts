import type { WatchPreview } from "../../contract/methods/watches.ts";
import type { Bucket } from "../../contract/values.ts";
import { lastLocalDays } from "../../domain/calendar/local-days.ts";
import type { LocalDay } from "../../domain/calendar/local-days.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import { matchQuery } from "../../domain/query/evaluate.ts";
import { parseQuery } from "../../domain/query/parse.ts";
import type { Query } from "../../domain/query/query.ts";
import type { Span } from "../../domain/query/spans.ts";
import type { Understanding, Understood } from "../sources/understanding.ts";
import { itemsSeenSince } from "../store/item.ts";
import type { StoredItem } from "../store/item.ts";
import { mentionStates } from "../store/mention.ts";
import type { RematchParts } from "./rematch-job.ts";

const shownDays = 30;
const dayMs = 24 * 60 * 60_000;
const slice = 500;
/** A preview is an answer to every pause in typing: it looks at the newest items only, and says at how many. */
const mostScanned = 20_000;
const mostSamples = 20;

type Hit = {
  readonly item: StoredItem;
  readonly understood: Understood;
  readonly spans: readonly Span[];
  readonly story: string;
};

/** What a query would find among the stored items of the last 30 days; a query that does not parse says where and why. */
export async function previewWatch(parts: RematchParts, text: string): Promise<WatchPreview> {
  const started = parts.clock.monotonic();
  const parsed = parseQuery(text, { allowSentiment: false });
  const understanding = await parts.understandings(parts.store.read);
  const days = lastLocalDays(parts.clock.now(), understanding.settings.calendar.timeZone, shownDays);
  const { hits, scanned } = parsed.ok ? await findHits(parts, understanding, parsed.query) : { hits: [], scanned: 0 };
  return {
    fault: parsed.ok
      ? null
      : { at: parsed.error.at, says: { code: `query.error.${parsed.error.code}`, params: { ...parsed.error.params } } },
    mentions: hits.length,
    stories: new Set(hits.map((hit) => hit.story)).size,
    tookMs: Math.round(parts.clock.monotonic() - started),
    scanned,
    days: days.map((day) => ({ day: day.date, mentions: hits.filter(({ item }) => isOn(day, item)).length })),
    wouldRoute: routesOf(understanding, hits),
    samples: hits.slice(0, mostSamples).map(toSample),
  };
}

function isOn({ from, to }: LocalDay, { publishedAt }: StoredItem): boolean {
  return publishedAt >= from && publishedAt < to;
}

async function findHits(
  { store, clock }: RematchParts,
  understanding: Understanding,
  query: Query,
): Promise<{ readonly hits: readonly Hit[]; readonly scanned: number }> {
  const since = clock.now() - shownDays * dayMs;
  const hits: Hit[] = [];
  let before = Number.MAX_SAFE_INTEGER;
  let scanned = 0;
  while (scanned < mostScanned) {
    const items = await itemsSeenSince(store.read, { since, before, limit: slice });
    const found = items.flatMap((item) => {
      const understood = matchStored(understanding, item);
      const { matches, spans } = matchQuery(query, understood.routable.prepared);
      return matches ? [{ item, understood, spans }] : [];
    });
    const states = await mentionStates(
      store.read,
      found.map(({ item }) => item.rowId),
    );
    for (const hit of found) {
      const story = states.get(hit.item.rowId)?.storyRowId;
      hits.push({ ...hit, story: story === undefined ? (hit.item.canonicalUrl ?? hit.item.id) : String(story) });
    }
    scanned += items.length;
    before = items.at(-1)?.rowId ?? 0;
    if (items.length < slice) break;
    await new Promise(setImmediate);
  }
  return { hits, scanned };
}

function matchStored(understanding: Understanding, item: StoredItem): Understood {
  const { title, text, author, handle, url, network, lang, sentiment } = item;
  const readable = {
    title,
    text,
    author,
    handle,
    url,
    network,
    source: item.sourceName,
    sourceId: item.sourcePublicId,
    declaredLang: lang,
  };
  return understanding.match(readable, { lang, sentiment });
}

function routesOf(understanding: Understanding, hits: readonly Hit[]): Record<Bucket, number> {
  const routes = { unsorted: 0, analytics: 0, pr: 0, care: 0 };
  for (const { understood } of hits) routes[understanding.route(understood).bucket] += 1;
  return routes;
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
