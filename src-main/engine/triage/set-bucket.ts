import type { Settings } from "../../contract/methods/settings.ts";
import type { Bucket, Versioned } from "../../contract/values.ts";
import { writeReason } from "../../domain/cases/bucket-reason.ts";
import { caseAfterMove } from "../cases/case-after-move.ts";
import { changeCasesOfMoved } from "../cases/change-cases.ts";
import { openCases } from "../cases/queue-story.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { keepMoves } from "../learning/keep-lessons.ts";
import { recount } from "../store/slot.ts";
import { mentionsOfStories, moveStories, type StoryPlace } from "../store/story-act.ts";
import { takeStories, type TakenStory } from "./take-stories.ts";

/**
 * Moves stories to a bucket by hand. A running clock runs on with the target of the new bucket; analytics resolves the
 * case as counted_only; coming from analytics opens a case, or a new cycle, queued now. Answers how many changed.
 */
export async function setBucket(
  act: Act,
  {
    settings,
    call,
    stories,
    bucket,
  }: {
    readonly settings: Settings;
    readonly call: Call;
    readonly stories: readonly Versioned[];
    readonly bucket: Bucket;
  },
): Promise<number> {
  const taken = (await takeStories(act, stories)).filter(
    ({ story }) => story.bucket !== bucket || story.decidedBy !== "person",
  );
  const place: StoryPlace = { bucket, decidedBy: "person", reason: reasonOf(call) };
  await moveStories(
    act.trx,
    taken.map(({ story }) => ({ rowId: story.rowId, place })),
  );
  const moved = taken.filter(({ story }) => story.bucket !== bucket);
  const mentions = await mentionsOfStories(
    act.trx,
    moved.map(({ story }) => story.rowId),
  );
  await recount(
    act.trx,
    mentions.map(({ rowId }) => rowId),
    { bucket },
  );
  await act.record(
    ...taken.map(({ story }) => ({
      kind: "story.moved" as const,
      subjectId: story.id,
      payload: {
        storyVersion: story.version + 1,
        before: { bucket: story.bucket, decidedBy: story.decidedBy, reason: story.reason },
        after: place,
      },
    })),
  );
  await keepMoves(act, { call, stories: taken.map(({ story }) => story), said: bucket });
  await moveTheirCases(act, { settings, moved, bucket });
  return taken.length;
}

async function moveTheirCases(
  act: Act,
  {
    settings,
    moved,
    bucket,
  }: { readonly settings: Settings; readonly moved: readonly TakenStory[]; readonly bucket: Bucket },
): Promise<void> {
  const changes = moved.flatMap(({ story, record }) => {
    if (!record) return [];
    const move = { record, from: story.bucket, to: bucket, urgency: story.urgency, settings, at: act.at };
    return caseAfterMove(move) ?? [];
  });
  await changeCasesOfMoved(act, changes);
  if (bucket === "analytics") return;
  const caseless = moved.filter(({ record }) => record === null);
  await openCases(
    act,
    settings,
    caseless.map(({ story }) => ({
      storyRowId: story.rowId,
      storyId: story.id,
      storyVersion: story.version + 1,
      bucket,
      urgency: story.urgency,
      queuedAt: act.at,
      publishedAt: story.publishedAt,
      author: story.author,
      handle: story.handle,
      network: story.network,
    })),
  );
}

function reasonOf({ person }: Call): string {
  const says = person
    ? { code: "reason.person", params: { name: person.name } }
    : { code: "reason.command", params: {} };
  return writeReason({ says, confidence: null, query: null });
}
