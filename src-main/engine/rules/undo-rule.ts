import type { Settings } from "../../contract/methods/settings.ts";
import { changesBetween, hasChanges, undoChanges, withoutRule } from "../../domain/routing/rule-changes.ts";
import type { Act } from "../commands.ts";
import type { CaseRecord } from "../store/case.ts";
import { hasWork } from "../store/case-cycle.ts";
import { listEvents, type StoredEvent } from "../store/event-log.ts";
import { effectsOnStories, forgetEffects, saveEffects, type StoredEffect } from "../store/rule-effect.ts";
import { ruledStories } from "../store/ruled-story.ts";
import { hasJoinedSince } from "../store/story-member.ts";
import { restoreCases } from "../triage/restore-cases.ts";
import type { Worked } from "./apply-rule.ts";
import { placeStories, type Placing } from "./place-stories.ts";
import { isPersons, takeInHand, type StoryInHand } from "./story-in-hand.ts";

type Undoing = {
  readonly settings: Settings;
  /** By public id: for the events of stories. */
  readonly ruleId: string;
  readonly effects: readonly StoredEffect[];
  readonly workId: string;
};

/**
 * Takes back what a rule did to stories (at most 200): each becomes what it would be without the rule, unless a person decided about
 * it since. What the rule did is forgotten either way; other rules that would have fallen back to it fall back further.
 */
export async function undoEffects(act: Act, { settings, ruleId, effects, workId }: Undoing): Promise<Worked> {
  const storyRowIds = effects.map(({ storyRowId }) => storyRowId);
  const effectOf = new Map(effects.map((effect) => [effect.storyRowId, effect]));
  const taken = await takeInHand(act.trx, await ruledStories(act.trx, storyRowIds));
  const changing = taken.flatMap((one): Back[] => {
    const effect = effectOf.get(one.story.rowId);
    const after = effect && undoChanges(one.now, effect.changes);
    return effect && after && hasChanges(changesBetween(one.now, after)) ? [{ taken: one, effect, after }] : [];
  });
  const free = changing.filter(isUntouched);
  const done = await restoreTheirCases(act, free);
  await placeStories(act, {
    settings,
    kind: "story.unruled",
    placings: free.map(({ taken: { story, record, now }, effect, after }) => ({
      ...{ story, record, before: now, after },
      says: { rule: ruleId, version: effect.ruleVersion, work: workId },
      isCaseDone: done.has(story.rowId),
    })),
  });
  await forgetEffects(act.trx, effects);
  await fallBackFurther(act, effects);
  return { changed: free.length, kept: changing.length - free.length };
}

type Back = { readonly taken: StoryInHand; readonly effect: StoredEffect; readonly after: Placing["after"] };

function isUntouched({ taken, effect }: Back): boolean {
  return !isPersons(taken, { assigned: effect.changes.assignee?.to ?? null });
}

/** How many stories an undo would put back, and how many it would leave to the people who decided since. */
export async function countUndo(
  taken: readonly StoryInHand[],
  effects: ReadonlyMap<number, StoredEffect>,
): Promise<Worked> {
  const changing = taken.flatMap((one): Back[] => {
    const effect = effects.get(one.story.rowId);
    const after = effect && undoChanges(one.now, effect.changes);
    return effect && after && hasChanges(changesBetween(one.now, after)) ? [{ taken: one, effect, after }] : [];
  });
  const changed = changing.filter(isUntouched).length;
  return { changed, kept: changing.length - changed };
}

/**
 * Cases that applying the rule opened, ended or changed, and that nobody touched since, become exactly what they were: no cycle is
 * left over in the numbers. Answers the rows of their stories; other cases are moved like any other.
 */
async function restoreTheirCases(act: Act, free: readonly Back[]): Promise<ReadonlySet<number>> {
  const batches = new Map<string, readonly StoredEvent[]>();
  const done = new Set<number>();
  for (const { taken, effect } of free) {
    const { record, story } = taken;
    if (!record || effect.batchId === null) continue;
    const events =
      batches.get(effect.batchId) ?? (await listEvents(act.trx, { batchId: effect.batchId, limit: 10_000 }));
    batches.set(effect.batchId, events);
    const event = await restorable(act, { record, events });
    if (!event) continue;
    const cases = new Map([[story.rowId, record]]);
    await act.record(...(await restoreCases(act, { cases, events: [event], batchId: effect.batchId })));
    done.add(story.rowId);
  }
  return done;
}

type Restoring = { readonly record: CaseRecord; readonly events: readonly StoredEvent[] };

/** The event by which the rule changed a case, when the case is still as it left it. */
async function restorable(act: Act, { record, events }: Restoring): Promise<StoredEvent | null> {
  const own = events.filter(({ subjectKind, subjectId }) => subjectKind === "case" && subjectId === record.id);
  const [first] = own;
  const last = own.at(-1);
  if (!first || !last || (own.length > 1 && first.kind !== "case.queued")) return null;
  const left = own.reduce<Record<string, unknown>>((all, { payload }) => Object.assign(all, payload?.["after"]), {});
  // Having been looked at is no reason to leave a case in the numbers as if somebody had worked on it.
  const isAsLeft = Object.entries(left).every(
    ([field, value]) => lookedAt.has(field) || record.state[field as keyof typeof record.state] === value,
  );
  if (!isAsLeft || (await hasWork(act.trx, { caseRowId: record.rowId, since: first.at }))) return null;
  return (await hasJoinedSince(act.trx, record.storyRowId, first.at)) ? null : first;
}

const lookedAt: ReadonlySet<string> = new Set(["status", "firstOpenedAt"]);

async function fallBackFurther(act: Act, gone: readonly StoredEffect[]): Promise<void> {
  const goneOf = new Map(gone.map((effect) => [effect.storyRowId, effect]));
  const others = await effectsOnStories(act.trx, [...goneOf.keys()]);
  const changed = others.flatMap((effect): StoredEffect[] => {
    const place = goneOf.get(effect.storyRowId)?.changes.place;
    if (!place) return [];
    const changes = withoutRule(effect.changes, place.to, place.from);
    return changes === effect.changes ? [] : [{ ...effect, changes }];
  });
  await saveEffects(act.trx, changed);
}
