import type { Settings } from "../../contract/methods/settings.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Versioned } from "../../contract/values.ts";
import { queueCase, resolveCase } from "../../domain/cases/transitions.ts";
import type { NewEvent } from "../../domain/events.ts";
import { changeCasesOfMoved, type CaseChangeOf } from "../cases/change-cases.ts";
import { openCases } from "../cases/queue-story.ts";
import type { Act } from "../commands.ts";
import { countStoriesUp } from "../store/case.ts";
import { saveStoryCopies } from "../store/story.ts";
import type { StoryRecord } from "../store/story-act.ts";
import { enterStories, leaveStories, membersOf, placeMembers, type Member } from "../store/story-member.ts";
import { movedToAnalytics } from "../cases/case-after-move.ts";
import { takeStories, type TakenStory } from "../triage/take-stories.ts";
import { mostCopies } from "./limits.ts";
import { placeOf, shownBy } from "./story-shape.ts";

type Join = { readonly settings: Settings; readonly into: Versioned; readonly stories: readonly Versioned[] };

/**
 * Puts stories into another one by hand: their copies stand where it stands, and their open cases end as duplicates of its
 * case. Answers how many were put into it.
 */
export async function joinStories(act: Act, { settings, into: wanted, stories }: Join): Promise<number> {
  const others = stories.filter(({ id }) => id !== wanted.id);
  if (others.length === 0) throw new Refusal("nothing-to-join");
  const taken = await takeStories(act, [wanted, ...others]);
  const into = taken.find(({ story }) => story.id === wanted.id);
  if (!into) throw new Refusal("not-found", { what: "story" });
  const storyRowIds = taken.map(({ story }) => story.rowId);
  const members = await membersOf(act.trx, { storyRowIds, limit: mostCopies + 1 });
  if (members.length > mostCopies) throw new Refusal("story-too-large", { most: mostCopies });
  const moving = members.filter(({ storyRowId }) => storyRowId !== into.story.rowId);
  if (moving.length === 0) throw new Refusal("nothing-to-join");
  // A story that was put into another one before has no copies left that could go.
  const leaving = taken.filter(({ story }) => moving.some(({ storyRowId }) => storyRowId === story.rowId));
  const shown = await placeOf(act.trx, into.story.rowId);
  await moveInto(act, { into: into.story, members, moving });
  await saveStoryCopies(act.trx, { rowId: into.story.rowId, ...shownBy(members, shown) });
  const emptied = [];
  for (const { story } of leaving) emptied.push(await emptyStory(act, { story, into: into.story, moving }));
  await countStoriesUp(
    act.trx,
    [into, ...leaving].map(({ story }) => story.rowId),
  );
  const payload = { storyVersion: into.story.version + 1, stories: leaving.length, before: shown.said, after: null };
  await act.record({ kind: "story.joined", subjectId: into.story.id, payload }, ...emptied);
  await endTheirCases(act, { settings, into, leaving });
  return leaving.length;
}

type Moving = { readonly into: StoryRecord; readonly moving: readonly Member[] };

async function moveInto(
  act: Act,
  { into, members, moving }: Moving & { readonly members: readonly Member[] },
): Promise<void> {
  const storyRowId = into.rowId;
  await leaveStories(act.trx, moving, act.at);
  await enterStories(
    act.trx,
    moving.map(({ rowId }) => ({ rowId, storyRowId })),
    act.at,
  );
  const hasFirst = members.some((member) => member.storyRowId === storyRowId && member.isFirst);
  await placeMembers(
    act.trx,
    moving.map((member, at) => ({ ...member, storyRowId, bucket: into.bucket, isFirst: !hasFirst && at === 0 })),
  );
}

/** The story stays as the memory of what it was, without a copy that counts. */
async function emptyStory(
  act: Act,
  { story, into, moving }: Moving & { readonly story: StoryRecord },
): Promise<NewEvent> {
  const shown = await placeOf(act.trx, story.rowId);
  await saveStoryCopies(act.trx, { ...shown, rowId: story.rowId, copies: 0 });
  const mentions = moving
    .filter((member) => member.storyRowId === story.rowId)
    .map(({ id, isFirst }) => ({ mention: id, isFirst }));
  const before = { ...shown.said, bucket: story.bucket, mentions };
  const payload = { storyVersion: story.version + 1, into: into.id, before, after: null };
  return { kind: "story.put_into", subjectId: story.id, payload };
}

async function endTheirCases(
  act: Act,
  {
    settings,
    into,
    leaving,
  }: { readonly settings: Settings; readonly into: TakenStory; readonly leaving: readonly TakenStory[] },
): Promise<void> {
  const open = leaving.flatMap(({ record }) => (record && record.state.status !== "resolved" ? [record] : []));
  const isCounted = into.story.bucket === "analytics";
  const ending = isCounted
    ? ({ resolution: "counted_only", reason: movedToAnalytics, at: act.at } as const)
    : ({ resolution: "duplicate", reason: "", at: act.at } as const);
  const changes: CaseChangeOf[] = open.map((record) => ({
    record,
    kind: "case.resolved",
    state: resolveCase(record.state, ending),
  }));
  const queuedAt = Math.min(...open.map(({ state }) => state.queuedAt));
  const { story, record } = into;
  // What waited for an answer goes on waiting in the other case, which begins a new cycle where it was closed.
  const waitsOn = open.length > 0 && !isCounted;
  if (waitsOn && record?.state.status === "resolved") {
    const { priority } = record.state;
    const state = queueCase({ bucket: story.bucket, priority, queuedAt: act.at }, settings, record.state);
    changes.push({ record, kind: "case.reopened", state });
  }
  await changeCasesOfMoved(act, changes);
  if (!waitsOn || record) return;
  await openCases(act, settings, [
    { ...story, storyRowId: story.rowId, storyId: story.id, storyVersion: story.version + 1, queuedAt },
  ]);
}
