import { Refusal } from "../../contract/refusal.ts";
import type { CaseChange } from "../../domain/cases/case-state.ts";
import type { NewEvent } from "../../domain/events.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { casesOfStories, countStoriesUp, type CaseRecord } from "../store/case.ts";
import { hasWork, removeCyclesAfter, saveCases } from "../store/case-cycle.ts";
import { listEvents, type StoredEvent } from "../store/event-log.ts";
import { storiesById, type StoryRecord } from "../store/story-act.ts";
import { removeStories } from "../store/story-shell.ts";
import { restoreCopies } from "../stories/restore-copies.ts";
import { staleStories } from "./take-stories.ts";
import { restoreMoves, restoreSentiments } from "./restore-stories.ts";

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
]);

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

function storyIdOf(event: StoredEvent): string {
  return event.subjectKind === "story" ? event.subjectId : String(event.payload?.["story"]);
}

type RestoreCases = {
  readonly cases: ReadonlyMap<number, CaseRecord>;
  readonly events: readonly StoredEvent[];
  readonly batchId: string;
};

async function restoreCases(act: Act, { cases, events, batchId }: RestoreCases): Promise<readonly NewEvent[]> {
  const records = new Map([...cases.values()].map((record) => [record.id, record]));
  const restored: { readonly record: CaseRecord; readonly before: CaseChange | null; readonly event: StoredEvent }[] =
    [];
  for (const event of events) {
    const record = records.get(event.subjectId);
    if (!record) throw staleStories([storyIdOf(event)]);
    // Written by changeCases and openCases, whose payload has these halves.
    restored.push({ record, event, before: (event.payload?.["before"] ?? null) as CaseChange | null });
  }
  await saveCases(
    act.trx,
    restored.flatMap(({ record, before }) =>
      before ? [{ rowId: record.rowId, state: { ...record.state, ...before } }] : [],
    ),
  );
  for (const { record, before, event } of restored) await forgetCycles(act, { record, before, event });
  return restored.map(({ record, before, event }) => ({
    kind: "case.restored",
    subjectId: record.id,
    cycle: record.state.cycle,
    payload: {
      story: record.storyId,
      undoes: batchId,
      was: event.kind,
      before: event.payload?.["after"],
      after: before,
    },
  }));
}

/** What the act began is taken away with its cycle, unless somebody has worked on it already. */
async function forgetCycles(
  act: Act,
  {
    record,
    before,
    event,
  }: { readonly record: CaseRecord; readonly before: CaseChange | null; readonly event: StoredEvent },
): Promise<void> {
  if (event.kind !== "case.queued" && event.kind !== "case.reopened") return;
  if (await hasWork(act.trx, { caseRowId: record.rowId, since: before ? event.at : null }))
    throw staleStories([record.storyId]);
  await removeCyclesAfter(act.trx, { caseRowId: record.rowId, cycle: before?.cycle ?? 0 });
}
