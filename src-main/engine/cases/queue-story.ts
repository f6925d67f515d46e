import type { Settings } from "../../contract/methods/settings.ts";
import type { Bucket, Network, Urgency } from "../../contract/values.ts";
import { priorityOf } from "../../domain/cases/clock.ts";
import { queueCase, type Queued } from "../../domain/cases/transitions.ts";
import type { NewEvent } from "../../domain/events.ts";
import type { Act } from "../commands.ts";
import { findOrAddContact } from "../contacts/find-or-add-contact.ts";
import { casesOfStories, insertCase } from "../store/case.ts";
import { saveCycles } from "../store/case-cycle.ts";
import { bucketOfStory } from "../store/story-act.ts";
import { changeCases } from "./change-cases.ts";

export type QueuedStory = {
  readonly storyRowId: number;
  readonly storyId: string;
  readonly bucket: Bucket;
  readonly urgency: Urgency;
  /** From when the clock runs. */
  readonly queuedAt: number;
  readonly publishedAt: number;
  readonly author: string | null;
  readonly handle: string | null;
  readonly network: Network;
};

/**
 * Opens the case of a story that came into a queue, with its first cycle; a resolved one gets a new cycle, an open one
 * stays as it is. A story in analytics is never queued: nothing happens. Writes case.queued, or case.reopened.
 */
export async function queueStory(act: Act, settings: Settings, story: QueuedStory): Promise<void> {
  if (story.bucket === "analytics") return;
  const existing = (await casesOfStories(act.trx, [story.storyRowId])).get(story.storyRowId);
  if (!existing) return openCases(act, settings, [story]);
  if (existing.state.status !== "resolved") return;
  await changeCases(act, [
    { record: existing, kind: "case.reopened", state: queueCase(queuedOf(story), settings, existing.state) },
  ]);
}

/** Opens cases for stories that never had one. */
export async function openCases(
  act: Act,
  settings: Settings,
  stories: readonly (QueuedStory & { readonly storyVersion?: number })[],
): Promise<void> {
  const opened: number[] = [];
  const events: NewEvent[] = [];
  for (const story of stories) {
    const state = queueCase(queuedOf(story), settings);
    const contactRowId = await findOrAddContact(act, story);
    const id = act.newId();
    opened.push(await insertCase(act.trx, { id, storyRowId: story.storyRowId, contactRowId, state }));
    const { storyId, storyVersion, publishedAt } = story;
    const payload = {
      story: storyId,
      ...(storyVersion === undefined ? {} : { storyVersion }),
      publishedAt,
      before: null,
      after: state,
    };
    events.push({ kind: "case.queued", subjectId: id, cycle: state.cycle, payload });
  }
  await saveCycles(act.trx, opened);
  await act.record(...events);
}

/** A copy joined a story: its case, when resolved, begins a new cycle in the bucket of the story; an open case goes on. */
export async function rejoinStory(
  act: Act,
  settings: Settings,
  story: { readonly storyRowId: number; readonly at: number },
): Promise<void> {
  const record = (await casesOfStories(act.trx, [story.storyRowId])).get(story.storyRowId);
  if (record?.state.status !== "resolved") return;
  const bucket = await bucketOfStory(act.trx, story.storyRowId);
  if (bucket === "analytics") return;
  const state = queueCase({ bucket, priority: record.state.priority, queuedAt: story.at }, settings, record.state);
  await changeCases(act, [{ record, kind: "case.reopened", state }]);
}

function queuedOf({ bucket, urgency, queuedAt }: QueuedStory): Queued {
  return { bucket, priority: priorityOf(urgency), queuedAt };
}
