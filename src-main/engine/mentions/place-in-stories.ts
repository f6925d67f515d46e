import { storyKeys } from "../../domain/stories/canonical-url.ts";
import { isPublisher } from "../../domain/stories/near-text.ts";
import type { Act } from "../commands.ts";
import type { Understanding } from "../sources/understanding.ts";
import type { Item } from "../store/item.ts";
import type { NewMention } from "../store/mention.ts";
import { slotOf } from "../store/slot.ts";
import type { SimilarLink } from "../store/story-similar.ts";
import {
  joinedSentiment,
  nextStoryRow,
  storiesByKeys,
  storiesByRow,
  storiesOfMentions,
  type Sayer,
  type Story,
} from "../store/story.ts";
import type { Candidate } from "./candidate.ts";
import { draftStory, type Draft } from "./draft-story.ts";
import { chooseStory, findNear, type Nearby } from "./near-stories.ts";

export type Placed = { readonly candidate: Candidate; readonly draft: Draft; readonly mention: NewMention };

export type Placing = {
  readonly placed: readonly Placed[];
  /** New stories that say nearly the same as others and stay apart. */
  readonly similar: readonly SimilarLink[];
};

/**
 * Finds or drafts the story of each candidate: by the same id, the same address, or nearly the same words. A later one of
 * the same batch finds the draft of an earlier one.
 */
export async function placeInStories(
  act: Act,
  understanding: Understanding,
  candidates: readonly Candidate[],
): Promise<Placing> {
  const index = await understanding.nearText.ready(act.trx);
  const nearby = findNear(
    index,
    candidates.map(({ item }) => item),
  );
  const drafts = await knownDrafts(act, candidates, nearby);
  const similar: SimilarLink[] = [];
  let nextRow = await nextStoryRow(act.trx);
  const placed = candidates.map((candidate): Placed => {
    const { item, understood } = candidate;
    const known = drafts.known(candidate);
    const begin = () => draftStory(act, { candidate, routed: understanding.route(understood), rowId: nextRow++ });
    const { draft, joinReason, links } = known
      ? { ...known, links: [] }
      : byWords(begin, { near: nearby.get(item.rowId), drafts, bucket: () => understanding.route(understood).bucket });
    similar.push(...links);
    if (joinReason !== "alone") joinDraft(draft, candidate);
    drafts.remember(item, draft);
    return { candidate, draft, mention: mentionOf(act, { candidate, draft, joinReason }) };
  });
  return { placed, similar };
}

type Drafts = {
  readonly known: (
    candidate: Candidate,
  ) => { readonly draft: Draft; readonly joinReason: "same_key" | "same_link" | "answer" } | null;
  readonly ofMention: (rowId: number) => Draft | undefined;
  readonly remember: (item: Item, draft: Draft) => void;
};

/** The stories that candidates may belong to, each once, however it is found. */
async function knownDrafts(
  act: Act,
  candidates: readonly Candidate[],
  nearby: ReadonlyMap<number, Nearby>,
): Promise<Drafts> {
  const found = await storiesByKeys(act.trx, {
    keyHashes: candidates.filter(({ item }) => isWorldwide(item)).map(({ item }) => item.keyHash),
    canonicalUrls: candidates.flatMap(({ item }) => addressesOf(item)),
  });
  const near = [...nearby.values()].flatMap(({ matches }) => matches.map(({ id }) => id));
  const byStory = new Map<number, Draft>();
  const draftOf = (story: Story): Draft => {
    const draft = byStory.get(story.rowId) ?? { story, created: null, joined: false, effects: [], assignee: null };
    byStory.set(story.rowId, draft);
    return draft;
  };
  const drafted = <Key>(stories: ReadonlyMap<Key, Story>) =>
    new Map([...stories].map(([key, story]) => [key, draftOf(story)]));
  const byKey = drafted(found.byKey);
  const byUrl = new Map(
    [...found.byUrl].map(([url, { story, sayer }]) => [url, { draft: draftOf(story), sayer }] as const),
  );
  const byAnswer = drafted(
    await storiesByRow(
      act.trx,
      candidates.flatMap(({ answers }) => answers ?? []),
    ),
  );
  const byMention = drafted(await storiesOfMentions(act.trx, [...new Set(near)]));
  return {
    known: ({ item, answers }) => {
      const answered = answers === undefined ? undefined : byAnswer.get(answers);
      if (answered) return { draft: answered, joinReason: "answer" };
      const sameKey = isWorldwide(item) ? byKey.get(item.key) : undefined;
      if (sameKey) return { draft: sameKey, joinReason: "same_key" };
      const [sameLink] = addressesOf(item).flatMap((url) => byUrl.get(url) ?? []);
      if (!sameLink || isAnothersReview(item, sameLink.sayer)) return null;
      return { draft: sameLink.draft, joinReason: "same_link" };
    },
    ofMention: (rowId) => byMention.get(rowId),
    remember: (item, draft) => {
      if (isWorldwide(item) && !byKey.has(item.key)) byKey.set(item.key, draft);
      for (const url of addressesOf(item)) if (!byUrl.has(url)) byUrl.set(url, { draft, sayer: item });
      byMention.set(item.rowId, draft);
    },
  };
}

type ByWords = {
  readonly draft: Draft;
  readonly joinReason: "near_text" | "alone";
  readonly links: readonly SimilarLink[];
};

function byWords(
  begin: () => Draft,
  {
    near,
    drafts,
    bucket,
  }: { readonly near: Nearby | undefined; readonly drafts: Drafts; readonly bucket: () => Story["bucket"] },
): ByWords {
  if (!near) return { draft: begin(), joinReason: "alone", links: [] };
  const { joins, similar } = chooseStory<Draft>(near, { draftOf: drafts.ofMention, bucket });
  if (joins) return { draft: joins, joinReason: "near_text", links: [] };
  const draft = begin();
  const links = similar.map(({ draft: other, likeness }) => ({
    storyRowId: draft.story.rowId,
    otherRowId: other.story.rowId,
    likeness,
  }));
  return { draft, joinReason: "alone", links };
}

/** Whether the item's own key names the same thing in every feed. */
function isWorldwide(item: Item): boolean {
  return storyKeys({ guid: item.key, url: null }).length > 0;
}

/** Entries of one feed by different people under one address: it is that of what they talk about, not of what they say. */
function isAnothersReview(item: Item, sayer: Sayer): boolean {
  if (item.sourceId !== sayer.sourceId || isPublisher(item) || isPublisher(sayer)) return false;
  return (item.handle ?? item.author) !== (sayer.handle ?? sayer.author);
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

function mentionOf(
  act: Act,
  {
    candidate: { item, understood },
    draft: { story },
    joinReason,
  }: { readonly candidate: Candidate; readonly draft: Draft; readonly joinReason: NewMention["joinReason"] },
): NewMention {
  return {
    rowId: item.rowId,
    storyRowId: story.rowId,
    bucket: story.bucket,
    slot: slotOf(item.publishedAt),
    sentiment: understood.slot,
    isFirst: joinReason === "alone",
    joinedAt: act.at,
    joinReason,
    hits: understood.hits,
  };
}
