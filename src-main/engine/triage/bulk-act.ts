import type { Moved } from "../../contract/methods/triage.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Versioned } from "../../contract/values.ts";
import { answerBefore, keepAnswer, runSlice, type Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { readSettings } from "../store/setting.ts";
import { versionsOfStories } from "../store/story-act.ts";
import { countLive } from "../store/triage-page.ts";
import { begunAct, endBegun, noteBegun } from "./begun-act.ts";
import type { LargeInput, LargeMethod } from "./begun-act.ts";
import { cappedAt, runTriageAct, triageTopics } from "./run-act.ts";
import { createRunOnce } from "./run-once.ts";
import { takeBackAct } from "./take-back-act.ts";
import { staleStories } from "./take-stories.ts";
import { storiesBegun } from "./undo.ts";

/** So many stories are one transaction: a few hundred milliseconds, after which others get their turn. */
export const sliceOfStories = 500;

export type StoriesCommand = {
  readonly call: Call;
  readonly method: LargeMethod;
  readonly input: LargeInput & { readonly stories: readonly Versioned[] };
};

type On = { readonly settings: Settings; readonly stories: readonly Versioned[] };
type Work = (act: Act, on: On) => Promise<number>;

/**
 * Does one act to any number of stories, with one batch and one undo. Up to 500 are one transaction. More are done in
 * slices: all versions are looked at first, what somebody changes while it goes on is skipped, and when a slice is
 * refused the slices before it are taken back. When the program ends in its midst, it goes on with the stories that are
 * left: at the next start by itself (`resume-acts.ts`), or sooner when the page sends it again under its id.
 */
export function createStoriesAct(parts: Parts): (command: StoriesCommand, work: Work) => Promise<Moved> {
  const once = createRunOnce<Moved>();
  return ({ call, method, input }, work) => {
    const { commandId } = input;
    const stories = [...new Map(input.stories.map((story) => [story.id, story])).values()];
    if (stories.length <= sliceOfStories)
      return runTriageAct(parts, { call, method, commandId }, (act, settings) => work(act, { settings, stories }));
    return once(commandId, () => runLargeAct(parts, { call, method, input, stories }, work));
  };
}

type LargeAct = StoriesCommand & { readonly stories: readonly Versioned[] };

async function runLargeAct(parts: Parts, { stories, ...command }: LargeAct, work: Work): Promise<Moved> {
  const { call, method, input } = command;
  const { commandId } = input;
  const { read } = parts.store;
  const done = await answerBefore<Moved>(read, { method, commandId });
  if (done !== null) return done;
  let goesOn = await begunAct(read, commandId);
  if (goesOn?.takesBack) {
    await takeBackAct(parts, { call, commandId });
    goesOn = null;
  }
  const begun = await storiesBegun(read, commandId);
  const rest = stories.filter(({ id }) => !begun.has(id));
  // What somebody changed since it began is skipped, as while it goes on.
  if (!goesOn) await requireUnchanged(parts, rest);
  try {
    const sum = await doSlices(parts, { ...command, stories: rest }, work);
    const moved = await runSlice(parts, { call, commandId, batchId: commandId }, async (act) => {
      const { skipped } = sum;
      const waiting = await countLive(act.trx, cappedAt);
      const changed = begun.size + sum.changed;
      const answer: Moved = { batchId: commandId, changed, waiting, ...(skipped > 0 && { skipped }) };
      await keepAnswer(act, { method, commandId, answer });
      await endBegun(act.trx, commandId);
      return answer;
    });
    parts.changed(...triageTopics);
    return moved;
  } catch (cause) {
    await takeBackAct(parts, { call, commandId });
    throw cause;
  }
}

async function doSlices(
  parts: Parts,
  { stories, call, method, input }: LargeAct,
  work: Work,
): Promise<{ readonly changed: number; readonly skipped: number }> {
  let changed = 0;
  let skipped = 0;
  let without: Refusal | null = null;
  for (let from = 0; from < stories.length; from += sliceOfStories) {
    const part = stories.slice(from, from + sliceOfStories);
    try {
      const frame = { call, commandId: input.commandId, batchId: input.commandId };
      const slice = await runSlice(parts, frame, async (act) => {
        await noteBegun(act, { call, method, input });
        const versions = await versionsOfStories(act.trx, idsOf(part));
        const still = part.filter(({ id, version }) => versions.get(id) === version);
        const { settings } = await readSettings(act.trx);
        return {
          changed: still.length === 0 ? 0 : await work(act, { settings, stories: still }),
          left: part.length - still.length,
        };
      });
      changed += slice.changed;
      skipped += slice.left;
    } catch (cause) {
      // Not one of this slice has an open case: that is no reason to leave the others alone.
      if (!(cause instanceof Refusal) || cause.code !== "case-resolved") throw cause;
      without = cause;
    }
    await new Promise(setImmediate);
  }
  if (changed === 0 && without) throw without;
  return { changed, skipped };
}

async function requireUnchanged({ store }: Parts, stories: readonly Versioned[]): Promise<void> {
  const versions = await versionsOfStories(store.read, idsOf(stories));
  if (versions.size < stories.length) throw new Refusal("not-found", { what: "story" });
  const stale = stories.filter(({ id, version }) => versions.get(id) !== version);
  if (stale.length > 0) throw staleStories(idsOf(stale));
}

function idsOf(stories: readonly Versioned[]): readonly string[] {
  return stories.map(({ id }) => id);
}
