import type { Settings } from "../../contract/methods/settings.ts";
import type { Bucket, Network, Urgency } from "../../contract/values.ts";
import { priorityOf } from "../../domain/cases/clock.ts";
import { queueCase } from "../../domain/cases/transitions.ts";
import type { Act } from "../commands.ts";
import { findOrAddContact } from "../contacts/find-or-add-contact.ts";
import { casesOfStories, insertCase } from "../store/case.ts";
import { saveCycles } from "../store/case-cycle.ts";
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
  const queued = { bucket: story.bucket, priority: priorityOf(story.urgency), queuedAt: story.queuedAt };
  const existing = (await casesOfStories(act.trx, [story.storyRowId])).get(story.storyRowId);
  if (existing) {
    if (existing.state.status !== "resolved") return;
    await changeCases(act, [{ record: existing, kind: "case.reopened", state: queueCase(queued, settings, existing.state) }]);
    return;
  }
  const state = queueCase(queued, settings);
  const contactRowId = await findOrAddContact(act, story);
  const id = act.newId();
  const caseRowId = await insertCase(act.trx, { id, storyRowId: story.storyRowId, contactRowId, state });
  await saveCycles(act.trx, [caseRowId]);
  await act.record({
    kind: "case.queued",
    subjectId: id,
    cycle: state.cycle,
    payload: { story: story.storyId, publishedAt: story.publishedAt, before: null, after: state },
  });
}

/** A copy joined a story: its case, when resolved, begins a new cycle in the bucket it had; an open case goes on. */
export async function rejoinStory(act: Act, settings: Settings, story: { readonly storyRowId: number; readonly at: number }): Promise<void> {
  const record = (await casesOfStories(act.trx, [story.storyRowId])).get(story.storyRowId);
  if (record?.state.status !== "resolved") return;
  const { bucket } = await act.trx.selectFrom("story").select("bucket").where("id", "=", story.storyRowId).executeTakeFirstOrThrow();
  if (bucket === "analytics") return;
  const state = queueCase({ bucket, priority: record.state.priority, queuedAt: story.at }, settings, record.state);
  await changeCases(act, [{ record, kind: "case.reopened", state }]);
}
