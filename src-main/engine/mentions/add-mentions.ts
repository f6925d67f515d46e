import type { Act } from "../commands.ts";
import type { Understanding } from "../sources/understanding.ts";
import { giveCases } from "../rules/place-stories.ts";
import type { Item } from "../store/item.ts";
import { insertMentions } from "../store/mention.ts";
import type { NewMention } from "../store/mention.ts";
import { saveEffects, type StoredEffect } from "../store/rule-effect.ts";
import { indexMentions } from "../store/search.ts";
import { writeCounts } from "../store/slot.ts";
import { linkSimilar } from "../store/story-similar.ts";
import { insertStories, saveStoryCopies } from "../store/story.ts";
import type { Candidate } from "./candidate.ts";
import type { Draft } from "./draft-story.ts";
import { placeInStories } from "./place-in-stories.ts";
import { queueCopies } from "./queue-copies.ts";

export type Added = {
  readonly mentions: number;
  readonly stories: number;
  /** Rows of those that began a story. */
  readonly firsts: ReadonlySet<number>;
};

/**
 * Makes items count: each joins the story of the same guid, the same canonical address or nearly the same words, whatever
 * its source, or becomes a story of one and is routed; then counts, search index and cases follow. `candidates` in order
 * of arrival, at most 200.
 */
export async function addMentions(
  act: Act,
  understanding: Understanding,
  candidates: readonly Candidate[],
): Promise<Added> {
  if (candidates.length === 0) return { mentions: 0, stories: 0, firsts: new Set() };
  const { placed, similar } = await placeInStories(act, understanding, candidates);
  const drafts = [...new Set(placed.map(({ draft }) => draft))];
  const fresh = drafts.flatMap(({ created }) => created ?? []);
  await insertStories(act.trx, fresh);
  await insertMentions(
    act.trx,
    placed.map(({ mention }) => mention),
  );
  for (const draft of drafts) if (draft.joined) await saveStoryCopies(act.trx, draft.story);
  await linkSimilar(act.trx, similar, act.at);
  await writeCounts(
    act.trx,
    placed.map(({ mention, candidate }) => ({ counted: countedOf(mention, candidate.item), by: 1 })),
  );
  await indexMentions(
    act.trx,
    candidates.map(({ item }) => item.rowId),
  );
  await saveEffects(
    act.trx,
    drafts.flatMap((draft) => effectsOf(act, draft)),
  );
  await queueCopies(
    act,
    understanding.settings,
    placed.flatMap(({ candidate, draft }) => (candidate.asSeen ? [] : [{ item: candidate.item, story: draft.story }])),
  );
  await giveCases(
    act,
    drafts.flatMap(({ story, assignee }) => (assignee === null ? [] : [{ storyRowId: story.rowId, assignee }])),
  );
  const firsts = placed.flatMap(({ mention }) => (mention.isFirst ? [mention.rowId] : []));
  return { mentions: candidates.length, stories: fresh.length, firsts: new Set(firsts) };
}

function effectsOf({ at }: Act, { story, effects }: Draft): readonly StoredEffect[] {
  return effects.map((effect) => ({ storyRowId: story.rowId, at, batchId: null, ...effect }));
}

function countedOf(mention: NewMention, item: Item) {
  return {
    slot: mention.slot,
    bucket: mention.bucket,
    sentiment: mention.sentiment,
    sourceId: item.sourceId,
    watchIds: mention.hits.map(({ watchId }) => watchId),
    isFirst: mention.isFirst,
  };
}
