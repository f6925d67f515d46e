import type { Moved } from "../../contract/methods/triage.ts";
import { answerBefore, keepAnswer, runSlice, type Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import type { StoredEvent } from "../store/event-log.ts";
import { versionsOfStories } from "../store/story-act.ts";
import { countLive } from "../store/triage-page.ts";
import { begunAct, endBegun, noteBegun } from "./begun-act.ts";
import { createRunOnce } from "./run-once.ts";
import { cappedAt, runTriageAct, triageTopics } from "./run-act.ts";
import { staleStories } from "./take-stories.ts";
import { eventsByStory, eventsOfBatch, refuseWhatCannotBeUndone, undoBatch, undoEvents, versionsLeft } from "./undo.ts";

const slice = 500;

type Undo = { readonly call: Call; readonly commandId: string; readonly batchId: string };

const method = "triage.undo";

/**
 * Takes back an act of any size. A large one goes back in slices as it was done: all is looked at first, and what somebody
 * changes while it goes on stays as that person left it. When the program ends in its midst, it goes on as a large act does.
 * Refusals: those of undoBatch.
 */
export function createUndo(parts: Parts): (undo: Undo) => Promise<Moved> {
  const once = createRunOnce<Moved>();
  return async ({ call, commandId, batchId }) => {
    const events = await eventsOfBatch(parts.store.read, batchId);
    if (eventsByStory(events).size <= slice)
      return runTriageAct(parts, { call, method, commandId }, (act) => undoBatch(act, { call, batchId }));
    return once(commandId, () => undoLarge(parts, { call, commandId, batchId, events }));
  };
}

type LargeUndo = Undo & { readonly events: readonly StoredEvent[] };

async function undoLarge(parts: Parts, { call, commandId, batchId, events }: LargeUndo): Promise<Moved> {
  const { read } = parts.store;
  const done = await answerBefore<Moved>(read, { method, commandId });
  if (done !== null) return done;
  const goesOn = (await begunAct(read, commandId)) !== null;
  if (!goesOn) refuseWhatCannotBeUndone({ actor: call.actor, at: parts.clock.now() }, { call, events });
  // The program may have ended in the midst of this very undo: what is back already stays.
  const begun = new Set(eventsByStory(await eventsOfBatch(read, commandId)).keys());
  const left = new Map([...versionsLeft(events)].filter(([id]) => !begun.has(id)));
  if (!goesOn) await requireAsLeft(parts, left);
  const note = (act: Act) => noteBegun(act, { call, method, input: { commandId, batchId } });
  const takenBack = await takeBackSlices(parts, { call, commandId, batchId, events, note });
  const moved = await runSlice(parts, { call, commandId, batchId: commandId }, async (act) => {
    const skipped = left.size - takenBack;
    const changed = begun.size + takenBack;
    const waiting = await countLive(act.trx, cappedAt);
    const answer: Moved = { batchId: commandId, changed, waiting, ...(skipped > 0 && { skipped }) };
    await keepAnswer(act, { method, commandId, answer });
    await endBegun(act.trx, commandId);
    return answer;
  });
  parts.changed(...triageTopics);
  return moved;
}

/** Refusal: stale { ids } (somebody went on since). */
async function requireAsLeft({ store }: Parts, left: ReadonlyMap<string, number>): Promise<void> {
  const versions = await versionsOfStories(store.read, [...left.keys()]);
  const stale = [...left].filter(([id, version]) => versions.get(id) !== version);
  if (stale.length > 0) throw staleStories(stale.map(([id]) => id));
}

type TakingBack = Undo & {
  readonly events?: readonly StoredEvent[];
  /** Is done in the transaction of each slice. */
  readonly note?: (act: Act) => Promise<void>;
};

/** Takes back, slice by slice, what of a batch still stands as the batch left it. Answers how many stories. */
export async function takeBackSlices(
  parts: Parts,
  { call, commandId, batchId, events, note }: TakingBack,
): Promise<number> {
  const byStory = [...eventsByStory(events ?? (await eventsOfBatch(parts.store.read, batchId)))];
  let changed = 0;
  for (let from = 0; from < byStory.length; from += slice) {
    const part = byStory.slice(from, from + slice);
    changed += await runSlice(parts, { call, commandId, batchId: commandId }, async (act) => {
      await note?.(act);
      const versions = await versionsOfStories(
        act.trx,
        part.map(([id]) => id),
      );
      const left = versionsLeft(part.flatMap(([, own]) => own));
      const still = part.filter(([id]) => versions.get(id) === left.get(id));
      return still.length === 0 ? 0 : undoEvents(act, { batchId, events: still.flatMap(([, own]) => own) });
    });
    await new Promise(setImmediate);
  }
  return changed;
}
