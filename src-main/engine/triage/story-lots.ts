import type { TriageView } from "../../contract/methods/triage.ts";
import type { QueueFilter } from "../../contract/queue-filter.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import type { Query } from "../../domain/query/query.ts";
import { newestMentions } from "../store/mention-shape.ts";
import type { Db } from "../store/open.ts";
import { fittingStories, isNarrow } from "../store/queue-filter.ts";
import { searchMentionIds } from "../store/search.ts";
import { placesOfMentions, placedStories, type Place, type PlacedStory, type Viewer } from "../store/triage-page.ts";
import { matchingStories } from "./matching-stories.ts";

/** Which stories are meant: a view, narrowed by a filter; or, everywhere, all that is stored. */
export type Asked = { readonly view: TriageView; readonly filter: QueueFilter; readonly everywhere: boolean };

/** The same, ready to be walked through. */
export type Asking = Asked & {
  readonly query: Query | null;
  /** Rows of the only stories that the words can be in; null where that is not known. */
  readonly among: readonly number[] | null;
  /** An alarm, or rows of stories, in place of a view. */
  readonly alarm?: string | null;
  readonly stories?: readonly number[] | null;
  readonly viewer: Viewer;
  readonly now: number;
  readonly settings: Settings;
};

/** Places in order, and which of their stories are asked for. */
export type Lot = {
  readonly places: readonly PlacedStory[];
  readonly fitting: ReadonlySet<number>;
  readonly isLast: boolean;
};

const lotOf = { words: 200, filter: 1000 } as const;

/** A view in lots, from a place on. Between two lots other work gets its turn. */
export async function* viewLots(
  db: Db,
  { asking, after, limit }: { readonly asking: Asking; readonly after: Place | null; readonly limit: number },
): AsyncGenerator<Lot> {
  const size = sizeOf(asking, limit);
  const { view, alarm = null, stories = null, among, viewer } = asking;
  let from = after;
  for (;;) {
    const read = await placedStories(db, { view, alarm, stories, among, viewer, after: from, limit: size + 1 });
    const places = read.slice(0, size);
    const isLast = read.length <= size;
    yield { places, fitting: await fittingOf(db, asking, places), isLast };
    if (isLast) return;
    from = places.at(-1) ?? null;
    await new Promise(setImmediate);
  }
}

function sizeOf({ query, filter }: Asking, limit: number): number {
  if (query !== null) return lotOf.words;
  return isNarrow(filter) ? lotOf.filter : limit;
}

async function fittingOf(db: Db, asking: Asking, places: readonly PlacedStory[]): Promise<ReadonlySet<number>> {
  const { filter, query, now, settings, viewer } = asking;
  const asOf = { now, settings, personRowId: viewer.personRowId };
  const storyRowIds = places.map((place) => place.storyRowId);
  const fitting = await fittingStories(db, { storyRowIds, filter, asOf });
  return query === null || fitting.size === 0 ? fitting : matchingStories(db, { query, storyRowIds: [...fitting] });
}

const mentionsALot = 200;

/** The stories of all mentions, newest arrival first, in lots; a story stands where its newest fitting copy arrived. */
export async function* everywhereLots(
  db: Db,
  { asking, after }: { readonly asking: Asking; readonly after: Place | null },
): AsyncGenerator<Lot> {
  const { query, filter, now, settings, viewer } = asking;
  const asOf = { now, settings, personRowId: viewer.personRowId };
  const seen = new Set<number>();
  let before = after?.sort;
  for (;;) {
    const page = { limit: mentionsALot, ...(before === undefined ? {} : { before }) };
    const ids = query === null ? await newestMentions(db, page) : await searchMentionIds(db, query, page);
    const places = (await placesOfMentions(db, ids)).filter(
      ({ storyRowId }) => !seen.has(storyRowId) && seen.add(storyRowId),
    );
    const isLast = ids.length < mentionsALot;
    const storyRowIds = places.map((place) => place.storyRowId);
    yield { places, fitting: await fittingStories(db, { storyRowIds, filter, asOf }), isLast };
    if (isLast) return;
    before = ids.at(-1);
    await new Promise(setImmediate);
  }
}
