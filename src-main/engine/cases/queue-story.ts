import type { Settings } from "../../contract/methods/settings.ts";
import type { Bucket, Network, Urgency } from "../../contract/values.ts";
import { priorityOf } from "../../domain/cases/clock.ts";
import { queueCase, wakeCase, type Queued } from "../../domain/cases/transitions.ts";
import type { NewEvent } from "../../domain/events.ts";
import type { Act } from "../commands.ts";
import { findOrAddContact } from "../contacts/find-or-add-contact.ts";
import { casesAwaitingAuthors, casesOfStories, insertCases, type CaseRecord, type NewCase } from "../store/case.ts";
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

/** Opens the cases of stories that came into a queue and never had one, each with its first cycle. Writes case.queued. */
export async function openCases(
  act: Act,
  settings: Settings,
  stories: readonly (QueuedStory & { readonly storyVersion?: number })[],
): Promise<void> {
  if (stories.length === 0) return;
  const cases: NewCase[] = [];
  const events: NewEvent[] = [];
  for (const story of stories) {
    const state = queueCase(queuedOf(story), settings);
    const contactRowId = await findOrAddContact(act, story);
    const id = act.newId();
    cases.push({ id, storyRowId: story.storyRowId, contactRowId, state });
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
  await saveCycles(act.trx, await insertCases(act.trx, cases));
  await act.record(...events);
}

/**
 * A copy joined a story: its case, when resolved, begins a new cycle in the bucket of the story; one that waits until
 * they answer comes back; an open or snoozed one goes on.
 */
export async function rejoinStory(
  act: Act,
  settings: Settings,
  story: { readonly storyRowId: number; readonly at: number },
): Promise<void> {
  const record = (await casesOfStories(act.trx, [story.storyRowId])).get(story.storyRowId);
  if (record && awaitsThem(record)) return bringBack(act, settings, { record, at: story.at });
  if (record?.state.status === "resolved") await beginCycle(act, settings, { record, at: story.at });
}

/** The words of a story changed: its case comes back when it waits for that, or until they answer. */
export async function wakeStory(
  act: Act,
  settings: Settings,
  story: { readonly storyRowId: number; readonly at: number },
): Promise<void> {
  const record = (await casesOfStories(act.trx, [story.storyRowId])).get(story.storyRowId);
  if (record && (awaitsThem(record) || record.state.wakeOn === "change"))
    await bringBack(act, settings, { record, at: story.at });
}

/** It was answered and waits for them, or it was put away until they answer. */
function awaitsThem({ state }: CaseRecord): boolean {
  return state.status === "waiting" || state.wakeOn === "answer";
}

/** Authors wrote again, elsewhere: what waits for their answer, and has none of ours, comes back with its clock. */
export async function wakeAuthors(
  act: Act,
  authors: readonly { readonly network: Network; readonly handle: string }[],
): Promise<void> {
  const records = await casesAwaitingAuthors(act.trx, authors);
  await changeCases(
    act,
    records.map((record) => ({ record, kind: "case.woken", state: wakeCase(record.state, act.at) })),
  );
}

type Returning = { readonly record: CaseRecord; readonly at: number };

/** An answered case begins a new cycle, because there is something new to answer; the clock of any other still runs. */
async function bringBack(act: Act, settings: Settings, { record, at }: Returning): Promise<void> {
  if (record.state.firstResponseAt !== null) return beginCycle(act, settings, { record, at });
  await changeCases(act, [{ record, kind: "case.woken", state: wakeCase(record.state, at) }]);
}

async function beginCycle(act: Act, settings: Settings, { record, at }: Returning): Promise<void> {
  const bucket = await bucketOfStory(act.trx, record.storyRowId);
  if (bucket === "analytics") return;
  const state = queueCase({ bucket, priority: record.state.priority, queuedAt: at }, settings, record.state);
  await changeCases(act, [{ record, kind: "case.reopened", state }]);
}

function queuedOf({ bucket, urgency, queuedAt }: QueuedStory): Queued {
  return { bucket, priority: priorityOf(urgency), queuedAt };
}
