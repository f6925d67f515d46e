import type { Settings } from "../../contract/methods/settings.ts";
import { priorityOf } from "../../domain/cases/clock.ts";
import { assignCase, setCasePriority } from "../../domain/cases/transitions.ts";
import type { EventPayload } from "../../domain/events.ts";
import type { RuledFields } from "../../domain/routing/rule-changes.ts";
import { caseAfterMove } from "../cases/case-after-move.ts";
import { changeCases, changeCasesOfMoved, type CaseChangeOf } from "../cases/change-cases.ts";
import { openCases } from "../cases/queue-story.ts";
import type { Act } from "../commands.ts";
import { casesOfStories, type CaseRecord } from "../store/case.ts";
import { listPeople } from "../store/person.ts";
import { saveRuledFields, type RuledStory } from "../store/ruled-story.ts";
import { recount } from "../store/slot.ts";
import { mentionsOfStories } from "../store/story-act.ts";

/** A story and what rules now say of it. */
export type Placing = {
  readonly story: RuledStory;
  readonly record: CaseRecord | null;
  readonly before: RuledFields;
  readonly after: RuledFields;
  /** What its event says beside both halves. */
  readonly says: EventPayload;
  /** The story's case was put right already: it is left alone. */
  readonly isCaseDone?: boolean;
};

type PlaceStories = {
  readonly settings: Settings;
  readonly kind: "story.ruled" | "story.unruled";
  readonly placings: readonly Placing[];
};

/** Puts stories where rules, or the undo of a rule, say: the story, its counts, its case, one event for each. */
export async function placeStories(act: Act, { settings, kind, placings }: PlaceStories): Promise<void> {
  if (placings.length === 0) return;
  await saveRuledFields(
    act.trx,
    placings.map(({ story, after }) => ({ rowId: story.rowId, fields: after })),
  );
  const moved = placings.filter(({ before, after }) => before.place.bucket !== after.place.bucket);
  await recountMoved(act, moved);
  await act.record(
    ...placings.map(({ story, before, after, says }) => ({
      kind,
      subjectId: story.id,
      payload: { storyVersion: story.version + 1, ...says, before: { ...before }, after: { ...after } },
    })),
  );
  const open = placings.filter(({ isCaseDone }) => isCaseDone !== true);
  await changeCasesOfMoved(
    act,
    open.flatMap((placing) => caseChangeOf(act, settings, placing) ?? []),
  );
  await openTheirCases(
    act,
    settings,
    open.filter(({ record, after }) => record === null && after.place.bucket !== "analytics"),
  );
}

async function recountMoved(act: Act, moved: readonly Placing[]): Promise<void> {
  for (const [bucket, placings] of Map.groupBy(moved, ({ after }) => after.place.bucket)) {
    const mentions = await mentionsOfStories(
      act.trx,
      placings.map(({ story }) => story.rowId),
    );
    await recount(
      act.trx,
      mentions.map(({ rowId }) => rowId),
      { bucket },
    );
  }
}

/** One change of a case for all that rules say of it: its event tells all fields before and after. */
function caseChangeOf(act: Act, settings: Settings, { record, before, after }: Placing): CaseChangeOf | null {
  if (!record) return null;
  const { urgency } = after;
  const move = { record, from: before.place.bucket, to: after.place.bucket, urgency, settings, at: act.at };
  const moved = before.place.bucket === after.place.bucket ? null : caseAfterMove(move);
  let state = moved?.state ?? record.state;
  if (state.status === "resolved") return moved;
  let kind: CaseChangeOf["kind"] | null = moved?.kind ?? null;
  if (before.urgency !== urgency && state.priority !== priorityOf(urgency)) {
    state = setCasePriority(state, priorityOf(urgency), settings);
    kind ??= "case.priority_set";
  }
  if (before.assignee !== after.assignee && state.owner !== after.assignee) {
    state = assignCase(state, after.assignee, act.at);
    kind ??= "case.assigned";
  }
  return kind && { record, kind, state };
}

async function openTheirCases(act: Act, settings: Settings, placings: readonly Placing[]): Promise<void> {
  await openCases(
    act,
    settings,
    placings.map(({ story, after }) => ({
      storyRowId: story.rowId,
      storyId: story.id,
      storyVersion: story.version + 1,
      bucket: after.place.bucket,
      urgency: after.urgency,
      queuedAt: act.at,
      publishedAt: story.publishedAt,
      author: story.author,
      handle: story.handle,
      network: story.network,
    })),
  );
  await giveCases(
    act,
    placings.flatMap(({ story, after }) =>
      after.assignee === null ? [] : [{ storyRowId: story.rowId, assignee: after.assignee }],
    ),
  );
}

/** Gives cases that were just opened to the people whom rules name. Somebody who is there no more gets nothing. */
export async function giveCases(
  act: Act,
  gifts: readonly { readonly storyRowId: number; readonly assignee: string }[],
): Promise<void> {
  if (gifts.length === 0) return;
  const cases = await casesOfStories(
    act.trx,
    gifts.map(({ storyRowId }) => storyRowId),
  );
  const nameOf = new Map((await listPeople(act.trx)).map((person) => [person.id, person.name]));
  await changeCases(
    act,
    gifts.flatMap(({ storyRowId, assignee }): CaseChangeOf[] => {
      const record = cases.get(storyRowId);
      const name = nameOf.get(assignee);
      if (!record || name === undefined || record.state.owner !== null || record.state.status === "resolved") return [];
      const says = { reason: "", name };
      return [{ record, kind: "case.assigned", state: assignCase(record.state, assignee, act.at), says }];
    }),
  );
}
