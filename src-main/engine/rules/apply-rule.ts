import { applyChanges, changesBetween, hasChanges, mergeChanges } from "../../domain/routing/rule-changes.ts";
import type { RuleChanges } from "../../domain/routing/rule-changes.ts";
import type { Act } from "../commands.ts";
import type { Understanding } from "../sources/understanding.ts";
import { itemsByRow } from "../store/item.ts";
import { effectsOnStories, saveEffects } from "../store/rule-effect.ts";
import type { StoredRule } from "../store/rule.ts";
import type { RuledStory } from "../store/ruled-story.ts";
import { placeStories, type Placing } from "./place-stories.ts";
import { isPersons, takeInHand, type StoryInHand } from "./story-in-hand.ts";
import { understandStored } from "./understand-stored.ts";

export type Worked = { readonly changed: number; readonly kept: number };

type Applying = {
  readonly understanding: Understanding;
  readonly rule: StoredRule;
  readonly stories: readonly RuledStory[];
  /** Names the work in the events of stories. */
  readonly workId: string;
};

/**
 * Lets stored stories (at most 200) be as a rule says where it reaches them, as it would be if they came now; what else rules say
 * about them stays as it was. What a person decided, or works on, is left alone and counted.
 */
export async function applyRule(act: Act, { understanding, rule, stories, workId }: Applying): Promise<Worked> {
  const items = await itemsByRow(
    act.trx,
    stories.map(({ headId }) => headId),
  );
  const itemOf = new Map(items.map((item) => [item.rowId, item]));
  const changing = (await takeInHand(act.trx, stories)).flatMap((taken): Changing[] => {
    const item = itemOf.get(taken.story.headId);
    const routed = item && understanding.route(understandStored(understanding, item));
    const effect = routed?.effects().find(({ ruleRowId }) => ruleRowId === rule.rowId);
    if (!routed || !effect) return [];
    // A rule that stands behind another for the bucket does not move the story.
    const { place, ...others } = effect.changes;
    const isFirst = routed.fields.place.ruleRowId === rule.rowId;
    const after = applyChanges(taken.now, isFirst && place ? { ...others, place } : others);
    const changes = changesBetween(taken.now, after);
    return hasChanges(changes) ? [{ taken, after, changes }] : [];
  });
  const free = changing.filter(({ taken }) => !isPersons(taken, { assigned: null }));
  await placeStories(act, {
    settings: understanding.settings,
    kind: "story.ruled",
    placings: free.map((change) => toPlacing(change, { rule: rule.id, version: rule.version, work: workId })),
  });
  await remember(act, { rule, free });
  return { changed: free.length, kept: changing.length - free.length };
}

type Changing = {
  readonly taken: StoryInHand;
  readonly after: Placing["after"];
  readonly changes: RuleChanges;
};

function toPlacing({ taken: { story, record, now }, after }: Changing, says: Placing["says"]): Placing {
  return { story, record, before: now, after, says };
}

type Remembering = { readonly rule: StoredRule; readonly free: readonly Changing[] };

async function remember(act: Act, { rule, free }: Remembering): Promise<void> {
  const known = await effectsOnStories(
    act.trx,
    free.map(({ taken }) => taken.story.rowId),
  );
  const before = new Map(
    known.filter(({ ruleRowId }) => ruleRowId === rule.rowId).map((effect) => [effect.storyRowId, effect]),
  );
  await saveEffects(
    act.trx,
    free.map(({ taken: { story }, changes }) => ({
      storyRowId: story.rowId,
      ruleRowId: rule.rowId,
      ruleVersion: rule.version,
      at: act.at,
      batchId: act.batchId,
      changes: mergeChanges(before.get(story.rowId)?.changes, changes),
    })),
  );
}
