import type { Settings } from "../../contract/methods/settings.ts";
import type { Bucket, Versioned } from "../../contract/values.ts";
import { addBusiness } from "../../domain/calendar/business-time.ts";
import { calendarOf } from "../../domain/cases/policy.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import type { Db } from "../store/open.ts";
import { isNarrow } from "../store/queue-filter.ts";
import { candidateStories } from "../store/search.ts";
import { readSettings } from "../store/setting.ts";
import { namesOfStories } from "../store/story-act.ts";
import { countView, type Place, type PlacedStory } from "../store/triage-page.ts";
import { everywhereLots, viewLots, type Asked, type Asking, type Lot } from "./story-lots.ts";
import { readSearch } from "./read-search.ts";
import { cappedAt } from "./run-act.ts";

/** A deadline this much desk time away, or nearer, is breaching. */
const nearMs = 30 * 60_000;

/** Places of a view that are looked at for one answer; whoever wants more asks on from there. Words are dearer than filters. */
const mostLookedAt = { withWords: 2000, without: 20_000 } as const;
/** Counting is done for every saved view at once, so it gives up sooner and says so. */
const mostCounted = { withWords: 1000, without: 5000 } as const;
const mostSelected = 10_000;

/** Makes a question ready to be walked through. Refusal: query-invalid. */
export async function readAsked(
  { store, clock }: Pick<Parts, "store" | "clock">,
  {
    search,
    ...asked
  }: Asked & { readonly search: string; readonly stories?: readonly number[] | null; readonly alarm?: string | null },
  { person }: Call,
): Promise<Asking & { readonly settings: Settings }> {
  const now = clock.now();
  const { settings } = await readSettings(store.read);
  const query = readSearch(search);
  // Few hits are looked up in the view; for many it is quicker to walk the view, where hits are close together.
  const among = query === null || asked.everywhere ? null : await candidateStories(store.read, query);
  const nearIn = (bucket: Bucket) => addBusiness(now, nearMs, calendarOf(settings, bucket)) ?? now;
  const nearUntil = { care: nearIn("care"), pr: nearIn("pr"), others: nearIn("unsorted") };
  const personRowId = person?.rowId ?? null;
  return { ...asked, query, among, viewer: { personRowId, nearUntil }, now, settings };
}

export type Found = { readonly found: readonly PlacedStory[]; readonly next: Place | null };

/** One page of what is asked for, from a place on. `next` is null at the end; an answer may be short and still go on. */
export async function findPage(
  db: Db,
  { asking, after, limit }: { readonly asking: Asking; readonly after: Place | null; readonly limit: number },
): Promise<Found> {
  const found: PlacedStory[] = [];
  let last = after;
  let looked = 0;
  for await (const { places, fitting, isLast } of lotsOf(db, { asking, after, limit })) {
    for (const place of places) {
      last = place;
      if (!fitting.has(place.storyRowId)) continue;
      found.push(place);
      if (found.length === limit) return { found, next: isLast && place === places.at(-1) ? null : place };
    }
    looked += places.length;
    if (isLast) return { found, next: null };
    if (looked >= budgetOf(asking, mostLookedAt)) break;
  }
  return { found, next: last };
}

type Counted = { readonly count: number; readonly isExact: boolean };

/** How many stories are asked for; beyond 1,000, and where looking takes too long, it is not exact. Refusal: query-invalid. */
export async function countAsked(
  parts: Parts,
  asked: Asked & { readonly search: string },
  call: Call,
): Promise<Counted> {
  const { read } = parts.store;
  const asking = await readAsked(parts, asked, call);
  if (asking.query === null && !isNarrow(asking.filter) && !asking.everywhere) {
    const count = await countView(read, { view: asking.view, viewer: asking.viewer, cap: cappedAt });
    return { count, isExact: count < cappedAt };
  }
  let count = 0;
  let looked = 0;
  for await (const { places, fitting, isLast } of lotsOf(read, { asking, after: null, limit: 1000 })) {
    count += places.filter(({ storyRowId }) => fitting.has(storyRowId)).length;
    looked += places.length;
    if (count >= cappedAt) return { count: cappedAt, isExact: false };
    if (isLast) return { count, isExact: true };
    if (looked >= budgetOf(asking, mostCounted)) break;
  }
  return { count, isExact: false };
}

/** All stories that are asked for, in order, for one act: at most 10,000. Refusal: query-invalid. */
export async function selectAsked(
  parts: Parts,
  asked: Asked & { readonly search: string },
  call: Call,
): Promise<{ readonly stories: Versioned[]; readonly isWhole: boolean }> {
  const { read } = parts.store;
  const asking = await readAsked(parts, asked, call);
  const rowIds: number[] = [];
  let isWhole = false;
  for await (const { places, fitting, isLast } of lotsOf(read, { asking, after: null, limit: 1000 })) {
    rowIds.push(...places.flatMap(({ storyRowId }) => (fitting.has(storyRowId) ? [storyRowId] : [])));
    isWhole = isLast && rowIds.length <= mostSelected;
    if (isLast || rowIds.length > mostSelected) break;
  }
  const chosen = rowIds.slice(0, mostSelected);
  const names = await namesOfStories(read, chosen);
  return { stories: chosen.flatMap((rowId) => names.get(rowId) ?? []), isWhole };
}

function lotsOf(
  db: Db,
  { asking, after, limit }: { readonly asking: Asking; readonly after: Place | null; readonly limit: number },
): AsyncGenerator<Lot> {
  return asking.everywhere ? everywhereLots(db, { asking, after }) : viewLots(db, { asking, after, limit });
}

function budgetOf({ query, among }: Asking, most: { readonly withWords: number; readonly without: number }): number {
  // What the index found is a few thousand at most, and is looked through whole.
  return query === null || among !== null ? most.without : most.withWords;
}
