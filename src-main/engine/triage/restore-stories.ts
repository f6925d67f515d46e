import type { Bucket, SentimentSlot, ShownSentiment } from "../../contract/values.ts";
import type { NewEvent } from "../../domain/events.ts";
import type { Act } from "../commands.ts";
import type { StoredEvent } from "../store/event-log.ts";
import { recount } from "../store/slot.ts";
import {
  mentionsOfStories,
  moveStories,
  setStorySentiments,
  setVerdicts,
  type StoryPlace,
  type StoryRecord,
  type Verdict,
} from "../store/story-act.ts";

type Restore = {
  readonly stories: ReadonlyMap<string, StoryRecord>;
  readonly events: readonly StoredEvent[];
  readonly batchId: string;
};

/** Puts stories and their mentions back into the bucket they came from. */
export async function restoreMoves(act: Act, { stories, events, batchId }: Restore): Promise<readonly NewEvent[]> {
  // Written by setBucket, whose payload has these halves.
  const places = events.flatMap((event) => {
    const story = stories.get(event.subjectId);
    return story ? [{ rowId: story.rowId, place: event.payload?.["before"] as StoryPlace }] : [];
  });
  await moveStories(act.trx, places);
  for (const [bucket, moved] of Map.groupBy(places, ({ place }): Bucket => place.bucket)) {
    const mentions = await mentionsOfStories(
      act.trx,
      moved.map(({ rowId }) => rowId),
    );
    await recount(
      act.trx,
      mentions.filter((mention) => mention.bucket !== bucket).map(({ rowId }) => rowId),
      { bucket },
    );
  }
  return events.map((event) => restoredEvent(event, batchId));
}

type Corrected = {
  readonly sentiment: ShownSentiment;
  readonly mentions: readonly (Verdict & { readonly id: string; readonly slot: SentimentSlot })[];
};

/** Puts back what was thought of each mention, and what the story showed. */
export async function restoreSentiments(act: Act, { stories, events, batchId }: Restore): Promise<readonly NewEvent[]> {
  const mentions = await mentionsOfStories(
    act.trx,
    events.flatMap((event) => stories.get(event.subjectId)?.rowId ?? []),
  );
  const rowOf = new Map(mentions.map(({ id, rowId }) => [id, rowId]));
  // Written by correctSentiment, whose payload has this half.
  const halves = events.map((event) => ({ storyId: event.subjectId, was: event.payload?.["before"] as Corrected }));
  const verdicts = halves
    .flatMap(({ was }) => was.mentions)
    .map(({ id, slot, ...verdict }) => ({ rowId: rowOf.get(id) ?? 0, slot, verdict }));
  await setVerdicts(act.trx, verdicts);
  for (const [sentiment, group] of Map.groupBy(verdicts, ({ slot }) => slot)) {
    await recount(
      act.trx,
      group.map(({ rowId }) => rowId),
      { sentiment },
    );
  }
  const changes = halves.flatMap(({ storyId, was }) => {
    const story = stories.get(storyId);
    return story ? [{ rowId: story.rowId, sentiment: was.sentiment }] : [];
  });
  await setStorySentiments(act.trx, changes);
  return events.map((event) => restoredEvent(event, batchId));
}

export function restoredEvent(event: StoredEvent, batchId: string): NewEvent {
  const { payload } = event;
  return {
    kind: "story.restored",
    subjectId: event.subjectId,
    payload: { undoes: batchId, was: event.kind, before: payload?.["after"], after: payload?.["before"] },
  };
}
