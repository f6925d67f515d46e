import { storyKeys } from "../../domain/stories/canonical-url.ts";
import { writeReason } from "../../domain/cases/bucket-reason.ts";
import type { Act } from "../commands.ts";
import type { Understanding, Understood } from "../sources/understanding.ts";
import type { Item } from "../store/item.ts";
import { insertMentions } from "../store/mention.ts";
import type { NewMention } from "../store/mention.ts";
import { indexMentions } from "../store/search.ts";
import { slotOf, writeCounts } from "../store/slot.ts";
import { insertStories, joinedSentiment, nextStoryRow, saveStoryCopies, storiesByKeys } from "../store/story.ts";
import type { NewStory, Story } from "../store/story.ts";
import { queueCopies } from "./queue-copies.ts";

/** An item that is to count, with what was understood of its words. */
export type Candidate = { readonly item: Item; readonly understood: Understood };

export type Added = { readonly mentions: number; readonly stories: number };

/**
 * Makes items count: each joins the story of the same guid or canonical address, whatever its source, or becomes a story
 * of one and is routed; then counts, search index and cases follow. `candidates` in order of arrival, at most 200.
 */
export async function addMentions(
  act: Act,
  understanding: Understanding,
  candidates: readonly Candidate[],
): Promise<Added> {
  if (candidates.length === 0) return { mentions: 0, stories: 0 };
  const placed = await placeInStories(act, understanding, candidates);
  const drafts = [...new Set(placed.map(({ draft }) => draft))];
  const fresh = drafts.flatMap(({ created }) => created ?? []);
  await insertStories(act.trx, fresh);
  await insertMentions(
    act.trx,
    placed.map(({ mention }) => mention),
  );
  for (const draft of drafts) if (draft.joined) await saveStoryCopies(act.trx, draft.story);
  await writeCounts(
    act.trx,
    placed.map(({ mention, candidate }) => ({ counted: countedOf(mention, candidate.item), by: 1 })),
  );
  await indexMentions(
    act.trx,
    candidates.map(({ item }) => item.rowId),
  );
  await queueCopies(
    act,
    understanding.settings,
    placed.map(({ candidate, draft }) => ({ item: candidate.item, story: draft.story })),
  );
  return { mentions: candidates.length, stories: fresh.length };
}

type Draft = { story: Story; readonly created: NewStory | null; joined: boolean };
type Placed = { readonly candidate: Candidate; readonly draft: Draft; readonly mention: NewMention };

/** Finds or drafts the story of each candidate; a later one of the same batch finds the draft of an earlier one. */
async function placeInStories(
  act: Act,
  understanding: Understanding,
  candidates: readonly Candidate[],
): Promise<readonly Placed[]> {
  const found = await storiesByKeys(act.trx, {
    keyHashes: candidates.filter(({ item }) => isWorldwide(item)).map(({ item }) => item.keyHash),
    canonicalUrls: candidates.flatMap(({ item }) => addressesOf(item)),
  });
  const drafts = new Map<number, Draft>();
  const draftOf = (story: Story): Draft => drafts.get(story.rowId) ?? { story, created: null, joined: false };
  const byKey = new Map([...found.byKey].map(([key, story]) => [key, draftOf(story)]));
  for (const draft of byKey.values()) drafts.set(draft.story.rowId, draft);
  const byUrl = new Map([...found.byUrl].map(([url, story]) => [url, draftOf(story)]));
  let nextRow = await nextStoryRow(act.trx);
  return candidates.map((candidate): Placed => {
    const { item, understood } = candidate;
    const sameKey = isWorldwide(item) ? byKey.get(item.key) : undefined;
    const known =
      sameKey ??
      addressesOf(item)
        .map((url) => byUrl.get(url))
        .find((draft) => draft !== undefined);
    const draft = known ?? draftStory(act, understanding, candidate, nextRow++);
    if (known) joinDraft(known, candidate);
    if (isWorldwide(item) && !byKey.has(item.key)) byKey.set(item.key, draft);
    for (const url of addressesOf(item)) if (!byUrl.has(url)) byUrl.set(url, draft);
    const mention: NewMention = {
      rowId: item.rowId,
      storyRowId: draft.story.rowId,
      bucket: draft.story.bucket,
      slot: slotOf(item.publishedAt),
      sentiment: understood.slot,
      isFirst: known === undefined,
      joinedAt: act.at,
      joinReason: known === undefined ? "alone" : sameKey ? "same_key" : "same_link",
      hits: understood.hits,
    };
    return { candidate, draft, mention };
  });
}

/** Whether the item's own key names the same thing in every feed. */
function isWorldwide(item: Item): boolean {
  return storyKeys({ guid: item.key, url: null }).length > 0;
}

function addressesOf(item: Item): readonly string[] {
  return storyKeys({ guid: item.key, url: item.canonicalUrl }).flatMap((key) =>
    key.startsWith("url:") ? [key.slice(4)] : [],
  );
}

function joinDraft(draft: Draft, { item, understood }: Candidate): void {
  draft.joined = true;
  draft.story = {
    ...draft.story,
    copies: draft.story.copies + 1,
    sentiment: joinedSentiment(draft.story.sentiment, understood.slot),
    newestAt: Math.max(draft.story.newestAt, item.publishedAt),
  };
}

function draftStory(act: Act, understanding: Understanding, { item, understood }: Candidate, rowId: number): Draft {
  const routed = understanding.route(understood);
  const isRule = routed.ruleId !== null;
  const [says] = routed.reasons;
  const story = {
    rowId,
    id: act.newId(),
    headId: item.rowId,
    bucket: routed.bucket,
    urgency: routed.urgency,
    sentiment: understood.slot,
    newestAt: item.publishedAt,
    decidedBy: isRule ? "rule" : "scorer",
  } as const;
  const created: NewStory = {
    ...story,
    reason: writeReason({
      says: says ?? { code: "reason.nothing_certain", params: {} },
      confidence: isRule ? null : routed.confidence,
      query: routed.ruleQuery,
    }),
    ruleRowId: routed.ruleRowId,
    labels: routed.labels,
    department: routed.department,
    scriptKey: routed.script,
    approvalRoles: routed.approval ?? [],
  };
  return { story: { ...story, copies: 1 }, created, joined: false };
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
