import { Refusal } from "../../contract/refusal.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { casesOfStories, countStoriesUp } from "../store/case.ts";
import { withdrawClaimNotices } from "../store/claim-notice.ts";
import { withdrawLessons } from "../store/lesson.ts";
import { listEvents, type StoredEvent } from "../store/event-log.ts";
import { deleteNotes } from "../store/note.ts";
import type { Db } from "../store/open.ts";
import { storiesById, type StoryRecord } from "../store/story-act.ts";
import { removeStories } from "../store/story-shell.ts";
import { restorePaths } from "../private-path/restore-paths.ts";
import { restoreCopies } from "../stories/restore-copies.ts";
import { staleStories } from "./take-stories.ts";
import { restoreCases, storyIdOf } from "./restore-cases.ts";
import { restoreMarks } from "./restore-marks.ts";
import { restoreMoves, restoreSentiments } from "./restore-stories.ts";
import { withdrawLogged } from "./withdraw-logged.ts";

const undoableForMs = 10 * 60_000;
const lot = 10_000;
/** Ten events for each story of the largest act. */
const mostEvents = 100_000;

const undoable: ReadonlySet<string> = new Set([
  "story.moved",
  "story.sentiment_corrected",
  "story.labelled",
  "story.script_set",
  "story.split",
  "story.taken_out",
  "story.joined",
  "story.put_into",
  "case.queued",
  "case.moved",
  "case.reopened",
  "case.resolved",
  "case.woken",
  "case.snoozed",
  "case.assigned",
  "case.priority_set",
  "case.private_step",
  "mention.logged",
]);

/** What comes with a mention entered by hand, and stays or goes with it. */
const besideLogged: ReadonlySet<string> = new Set(["source.added", "case.noted", "case.woken"]);
/** What a macro writes beside the changes of stories and cases. */
const ofMacro: ReadonlySet<string> = new Set(["macro.applied", "case.noted"]);

/** What an act that is taken back writes of each story. */
const restoring: ReadonlySet<string> = new Set(["story.restored", "case.restored"]);

const aboutCopies: ReadonlySet<string> = new Set(["story.split", "story.taken_out", "story.joined", "story.put_into"]);

/** All events of an act but those about contacts, which stay, and what it sent to the CRM, which is corrected there. */
export async function eventsOfBatch(db: Db, batchId: string): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  while (events.length < mostEvents) {
    const afterSeq = events.at(-1)?.seq ?? 0;
    const some = await listEvents(db, { batchId, afterSeq, limit: lot });
    events.push(...some);
    if (some.length < lot) break;
  }
  return events.filter(({ kind, subjectKind }) => kind !== "contact.added" && subjectKind !== "delivery");
}

/** The stories that an act changed, each with its events in their order. */
export function eventsByStory(events: readonly StoredEvent[]): ReadonlyMap<string, readonly StoredEvent[]> {
  return Map.groupBy(
    events.filter(({ subjectKind }) => subjectKind === "story" || subjectKind === "case"),
    storyIdOf,
  );
}

/**
 * The stories that a large act had done when the program ended in its midst, by its events: whoever sends it again lets it
 * go on from there. None where its slices were taken back.
 */
export async function storiesBegun(db: Db, batchId: string): Promise<ReadonlySet<string>> {
  const events = await eventsOfBatch(db, batchId);
  return events.some(({ kind }) => restoring.has(kind)) ? new Set() : new Set(eventsByStory(events).keys());
}

/**
 * Takes back a whole act of triage: puts back what its events say was there before, and writes restored events that name
 * the batch. Only one's own act and within 10 minutes; a shift lead may take back any. Refusals: nothing-to-undo,
 * undo-too-late, not-allowed, stale { ids } (somebody went on since).
 */
export async function undoBatch(
  act: Act,
  { call, batchId }: { readonly call: Call; readonly batchId: string },
): Promise<number> {
  const events = await eventsOfBatch(act.trx, batchId);
  const logged = events.find(({ kind }) => kind === "mention.logged");
  if (logged) {
    refuseWhatCannotBeUndone(act, { call, events: events.filter(({ kind }) => !besideLogged.has(kind)) });
    await withdrawLogged(act, { logged, events, batchId });
    return 1;
  }
  refuseWhatCannotBeUndone(act, { call, events });
  return undoEvents(act, { events, batchId });
}

/** Puts back what these events of a batch say was there before. Refusal: stale { ids }. Answers how many stories. */
export async function undoEvents(
  act: Act,
  { events, batchId }: { readonly events: readonly StoredEvent[]; readonly batchId: string },
): Promise<number> {
  const stories = await unchangedStories(act, events);
  // Before the cases: a note would be work that an undo must not take away.
  await deleteNotes(
    act.trx,
    ofKind(events, "case.noted").map(({ payload }) => String(payload?.["note"])),
  );
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
  const marks = await restoreMarks(act, {
    stories,
    events: events.filter(({ kind }) => kind === "story.labelled" || kind === "story.script_set"),
    batchId,
  });
  await restorePaths(act, { cases, events: ofKind(events, "case.private_step") });
  const restored = await restoreCases(act, {
    cases,
    events: events.filter(({ subjectKind, kind }) => subjectKind === "case" && kind !== "case.noted"),
    batchId,
  });
  await withdrawLessons(act.trx, { batchId, at: act.at });
  await withdrawClaimNotices(act.trx, batchId);
  await act.record(...copies.events, ...moves, ...sentiments, ...marks, ...restored);
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

/** Refusals: nothing-to-undo, undo-too-late, not-allowed. */
export function refuseWhatCannotBeUndone(
  { actor, at }: Pick<Act, "actor" | "at">,
  { call, events }: { readonly call: Call; readonly events: readonly StoredEvent[] },
): void {
  const [first] = events;
  const isMacro = events.some(({ kind }) => kind === "macro.applied");
  const may = (kind: string) => undoable.has(kind) || (isMacro && ofMacro.has(kind));
  if (!first || events.some((event) => !may(event.kind) || event.payload === null))
    throw new Refusal("nothing-to-undo");
  if (call.person?.roles.includes("lead")) return;
  const isOwn = JSON.stringify(first.actor) === JSON.stringify(actor);
  if (!isOwn) throw new Refusal("not-allowed");
  if (at - first.at > undoableForMs) throw new Refusal("undo-too-late");
}

/** The version that an act left each of its stories with. */
export function versionsLeft(events: readonly StoredEvent[]): ReadonlyMap<string, number> {
  const ofStories = [...eventsByStory(events)].map(([id, own]): [string, number] => [
    id,
    Number(own.findLast(({ payload }) => payload?.["storyVersion"] !== undefined)?.payload?.["storyVersion"]),
  ]);
  return new Map(ofStories);
}

/** The stories of the act, all as the act left them. */
async function unchangedStories(act: Act, events: readonly StoredEvent[]): Promise<ReadonlyMap<string, StoryRecord>> {
  const left = versionsLeft(events);
  const stories = new Map((await storiesById(act.trx, [...left.keys()])).map((story) => [story.id, story]));
  const changed = [...left].filter(([id, version]) => stories.get(id)?.version !== version);
  if (changed.length > 0) throw staleStories(changed.map(([id]) => id));
  return stories;
}
