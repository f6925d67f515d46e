import { Refusal } from "../../contract/refusal.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { casesOfStories, countStoriesUp } from "../store/case.ts";
import { withdrawLessons } from "../store/lesson.ts";
import { listEvents, type StoredEvent } from "../store/event-log.ts";
import { storiesById, type StoryRecord } from "../store/story-act.ts";
import { removeStories } from "../store/story-shell.ts";
import { restoreCopies } from "../stories/restore-copies.ts";
import { staleStories } from "./take-stories.ts";
import { restoreCases, storyIdOf } from "./restore-cases.ts";
import { restoreMoves, restoreSentiments } from "./restore-stories.ts";
import { withdrawLogged } from "./withdraw-logged.ts";

const undoableForMs = 10 * 60_000;
const mostEvents = 10_000;

const undoable: ReadonlySet<string> = new Set([
  "story.moved",
  "story.sentiment_corrected",
  "story.split",
  "story.taken_out",
  "story.joined",
  "story.put_into",
  "case.queued",
  "case.moved",
  "case.reopened",
  "case.resolved",
  "case.snoozed",
  "case.assigned",
  "case.priority_set",
  "mention.logged",
]);

/** What comes with a mention entered by hand, and stays or goes with it. */
const besideLogged: ReadonlySet<string> = new Set(["source.added", "case.noted", "case.woken"]);

const aboutCopies: ReadonlySet<string> = new Set(["story.split", "story.taken_out", "story.joined", "story.put_into"]);

/**
 * Takes back a whole act of triage: puts back what its events say was there before, and writes restored events that name
 * the batch. Only one's own act and within 10 minutes; a shift lead may take back any. Refusals: nothing-to-undo,
 * undo-too-late, not-allowed, stale { ids } (somebody went on since).
 */
export async function undoBatch(
  act: Act,
  { call, batchId }: { readonly call: Call; readonly batchId: string },
): Promise<number> {
  const events = (await listEvents(act.trx, { batchId, limit: mostEvents })).filter(
    (event) => event.kind !== "contact.added",
  );
  const logged = events.find(({ kind }) => kind === "mention.logged");
  if (logged) {
    refuseWhatCannotBeUndone(act, { call, events: events.filter(({ kind }) => !besideLogged.has(kind)) });
    await withdrawLogged(act, { logged, events, batchId });
    return 1;
  }
  refuseWhatCannotBeUndone(act, { call, events });
  const stories = await unchangedStories(act, events);
  const cases = await casesOfStories(
    act.trx,
    [...stories.values()].map((story) => story.rowId),
  );
  const copies = await restoreCopies(act, {
    stories,
    events: events.filter(({ kind }) => aboutCopies.has(kind)),
    batchId,
  });
  const moves = await restoreMoves(act, { stories, events: ofKind(events, "story.moved"), batchId });
  const sentiments = await restoreSentiments(act, {
    stories,
    events: ofKind(events, "story.sentiment_corrected"),
    batchId,
  });
  const restored = await restoreCases(act, {
    cases,
    events: events.filter((event) => event.subjectKind === "case"),
    batchId,
  });
  await withdrawLessons(act.trx, { batchId, at: act.at });
  await act.record(...copies.events, ...moves, ...sentiments, ...restored);
  await removeStories(act.trx, copies.begun);
  const countedUp = new Set([...moves, ...sentiments].map((event) => event.subjectId));
  await countStoriesUp(
    act.trx,
    [...stories.values()].filter((story) => !countedUp.has(story.id)).map((story) => story.rowId),
  );
  return stories.size;
}

function ofKind(events: readonly StoredEvent[], kind: StoredEvent["kind"]): readonly StoredEvent[] {
  return events.filter((event) => event.kind === kind);
}

function refuseWhatCannotBeUndone(
  act: Act,
  { call, events }: { readonly call: Call; readonly events: readonly StoredEvent[] },
): void {
  const [first] = events;
  if (!first || events.some((event) => !undoable.has(event.kind) || event.payload === null))
    throw new Refusal("nothing-to-undo");
  if (call.person?.roles.includes("lead")) return;
  const isOwn = JSON.stringify(first.actor) === JSON.stringify(act.actor);
  if (!isOwn) throw new Refusal("not-allowed");
  if (act.at - first.at > undoableForMs) throw new Refusal("undo-too-late");
}

/** The stories of the act, all as the act left them. */
async function unchangedStories(act: Act, events: readonly StoredEvent[]): Promise<ReadonlyMap<string, StoryRecord>> {
  const left = new Map(events.map((event) => [storyIdOf(event), Number(event.payload?.["storyVersion"])]));
  const stories = await storiesById(act.trx, [...left.keys()]);
  const changed = [...left].filter(([id, version]) => stories.find((story) => story.id === id)?.version !== version);
  if (changed.length > 0) throw staleStories(changed.map(([id]) => id));
  return new Map(stories.map((story) => [story.id, story]));
}
