import { Refusal } from "../../contract/refusal.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import type { TopicQuestion } from "../../contract/methods/topics.ts";
import { triageViews, type TriageView } from "../../contract/methods/triage.ts";
import { addBusiness } from "../../domain/calendar/business-time.ts";
import { matchQuery, type PreparedMention } from "../../domain/query/evaluate.ts";
import { parseQuery } from "../../domain/query/parse.ts";
import type { Query } from "../../domain/query/query.ts";
import type { Call, Handler } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { mentionTexts } from "../store/mention.ts";
import type { Db } from "../store/open.ts";
import { readSettings } from "../store/setting.ts";
import { storyRows } from "../store/story-row.ts";
import {
  countView,
  placedStories,
  type PageOf,
  type Place,
  type PlacedStory,
  type Viewer,
} from "../store/triage-page.ts";
import { headsOf } from "../store/story-head.ts";
import { cappedAt } from "./run-act.ts";

/** A deadline this much desk time away, or nearer, is breaching. */
const nearMs = 30 * 60_000;
/** Rows of a view that a search reads for one answer; the page asks on from there. */
const mostSearched = 2000;
const lot = 200;

export type PageParts = Parts & {
  /** Rows of the stories behind a risen term, or with null behind all of a question about topics. */
  readonly topicStories: (question: TopicQuestion, term: string | null) => Promise<readonly number[]>;
};

export function createPage({ store, clock, topicStories }: PageParts): Handler<"triage.page"> {
  return async ({ view, cursor, limit, search, alarm, topic }, call) => {
    const now = clock.now();
    const { settings } = await readSettings(store.read);
    const page = {
      view,
      alarm,
      stories: topic && (await topicStories(topic, topic.term)),
      viewer: viewerOf(call, { now, settings }),
      after: cursor === null ? null : readCursor(cursor),
    };
    const query = readSearch(search);
    const { found, next } =
      query === null
        ? await readPage(store.read, { ...page, limit })
        : await searchPage(store.read, { ...page, limit, query });
    const ids = found.map((place) => place.storyRowId);
    return {
      asOf: now,
      rows: [...(await storyRows(store.read, ids, { now, settings }))],
      next: next && writeCursor(next),
    };
  };
}

export function createCounts({ store, clock }: Parts): Handler<"triage.counts"> {
  return async (_input, call) => {
    const { settings } = await readSettings(store.read);
    const viewer = viewerOf(call, { now: clock.now(), settings });
    const counted = await Promise.all(
      triageViews.map(async (view) => [view, await countView(store.read, { view, viewer, cap: cappedAt })] as const),
    );
    // One pair for each view of the closed set.
    return { counts: Object.fromEntries(counted) as Record<TriageView, number>, cappedAt };
  };
}

function viewerOf({ person }: Call, { now, settings }: { readonly now: number; readonly settings: Settings }): Viewer {
  return { personRowId: person?.rowId ?? null, nearUntil: addBusiness(now, nearMs, settings.calendar) ?? now };
}

/** Words or the watch grammar; null for no search. Refusal: query-invalid { at, says, … }, `says` a key of the catalogue. */
export function readSearch(search: string): Query | null {
  if (search.trim() === "") return null;
  const parsed = parseQuery(search, { allowSentiment: true });
  if (parsed.ok) return parsed.query;
  const { at, code, params } = parsed.error;
  throw new Refusal("query-invalid", { ...params, at, says: `query.error.${code}` });
}

type Found = { readonly found: readonly PlacedStory[]; readonly next: Place | null };

async function readPage(db: Db, page: PageOf): Promise<Found> {
  const rows = await placedStories(db, { ...page, limit: page.limit + 1 });
  const found = rows.slice(0, page.limit);
  return { found, next: rows.length > page.limit ? (found.at(-1) ?? null) : null };
}

/** Reads the view in lots and keeps what answers the query, until the page is full or enough was read. */
async function searchPage(db: Db, page: PageOf & { readonly query: Query }): Promise<Found> {
  const found: PlacedStory[] = [];
  let after = page.after;
  for (let read = 0; read < mostSearched; read += lot) {
    const rows = await placedStories(db, { ...page, after, limit: lot });
    const matching = await matchingStories(db, { query: page.query, rows });
    for (const row of rows) {
      after = row;
      if (!matching.has(row.storyRowId)) continue;
      found.push(row);
      if (found.length === page.limit) return { found, next: row };
    }
    if (rows.length < lot) return { found, next: null };
    // Other work gets its turn between two lots.
    await new Promise(setImmediate);
  }
  return { found, next: after };
}

async function matchingStories(
  db: Db,
  { query, rows }: { readonly query: Query; readonly rows: readonly PlacedStory[] },
): Promise<ReadonlySet<number>> {
  const heads = await headsOf(
    db,
    rows.map((row) => row.storyRowId),
  );
  const texts = await mentionTexts(db, [...heads.keys()]);
  return new Set(texts.filter(({ prepared }) => answers(query, prepared)).flatMap(({ id }) => heads.get(id) ?? []));
}

/** Somebody who looks for a name means the author as well as the words. */
function answers(query: Query, mention: PreparedMention): boolean {
  return (
    matchQuery(query, mention).matches ||
    (mention.author !== null && matchQuery(query, { ...mention, title: null, text: mention.author }).matches)
  );
}

/** Opaque to the page: the value of the order and a public id, never a row number. */
function writeCursor({ sort, id }: Place): string {
  return `${sort}.${id}`;
}

function readCursor(cursor: string): Place {
  const found = /^(-?\d{1,16})\.([0-9A-HJKMNP-TV-Z]{26})$/.exec(cursor);
  if (!found?.[1] || !found[2]) throw new Refusal("bad-input", { field: "cursor" });
  return { sort: Number(found[1]), id: found[2] };
}
