import { Refusal } from "../../contract/refusal.ts";
import type { TopicQuestion } from "../../contract/methods/topics.ts";
import { triageViews, type TriageView } from "../../contract/methods/triage.ts";
import type { Handler } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { mentionRow } from "../store/mention-shape.ts";
import type { Db } from "../store/open.ts";
import { storyRows } from "../store/story-row.ts";
import { countView, type Place } from "../store/triage-page.ts";
import { findPage, readAsked } from "./find-stories.ts";
import { cappedAt } from "./run-act.ts";

export type PageParts = Parts & {
  /** Rows of the stories behind a risen term, or with null behind all of a question about topics. */
  readonly topicStories: (question: TopicQuestion, term: string | null) => Promise<readonly number[]>;
};

export function createPage(parts: PageParts): Handler<"triage.page"> {
  const { read } = parts.store;
  return async ({ cursor, limit, topic, ...asked }, call) => {
    const stories = topic && (await parts.topicStories(topic, topic.term));
    const asking = await readAsked(parts, { ...asked, stories }, call);
    const after = cursor === null ? null : await readCursor(read, { cursor, everywhere: asked.everywhere });
    const { found, next } = await findPage(read, { asking, after, limit });
    const ids = found.map((place) => place.storyRowId);
    const { now, settings } = asking;
    return {
      asOf: now,
      rows: [...(await storyRows(read, ids, { now, settings }))],
      next: next && writeCursor(next, asked),
    };
  };
}

export function createCounts(parts: Parts): Handler<"triage.counts"> {
  return async (_input, call) => {
    const { read } = parts.store;
    const { viewer } = await readAsked(parts, { view: "waiting", filter: {}, search: "", everywhere: false }, call);
    const counted = await Promise.all(
      triageViews.map(async (view) => [view, await countView(read, { view, viewer, cap: cappedAt })] as const),
    );
    // One pair for each view of the closed set.
    return { counts: Object.fromEntries(counted) as Record<TriageView, number>, cappedAt };
  };
}

/** Opaque to the page: the value of the order and a public id, never a row number. */
function writeCursor({ sort, id }: Place, { everywhere }: { readonly everywhere: boolean }): string {
  return everywhere ? `0.${id}` : `${sort}.${id}`;
}

async function readCursor(
  db: Db,
  { cursor, everywhere }: { readonly cursor: string; readonly everywhere: boolean },
): Promise<Place> {
  const found = /^(-?\d{1,16})\.([0-9A-HJKMNP-TV-Z]{26})$/.exec(cursor);
  if (!found?.[1] || !found[2]) throw new Refusal("bad-input", { field: "cursor" });
  if (!everywhere) return { sort: Number(found[1]), id: found[2] };
  const sort = await mentionRow(db, found[2]);
  if (sort === null) throw new Refusal("bad-input", { field: "cursor" });
  return { sort, id: found[2] };
}
