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
import { cappedAt, runTriageAct, triageTopics } from "./run-act.ts";
import { staleStories } from "./take-stories.ts";
import { storiesBegun } from "./undo.ts";
import { takeBackSlices } from "./undo-slices.ts";

/** So many stories are one transaction: a few hundred milliseconds, after which others get their turn. */
export const sliceOfStories = 500;

export type StoriesCommand = {
  readonly call: Call;
  readonly method: string;
  readonly commandId: string;
  readonly stories: readonly Versioned[];
};

type On = { readonly settings: Settings; readonly stories: readonly Versioned[] };

/**
 * Does one act to any number of stories, with one batch and one undo. Up to 500 are one transaction. More are done in
 * slices: all versions are looked at first, what somebody changes while it goes on is skipped, and when a slice is
 * refused the slices before it are taken back. When the program ends in its midst, the page sends it again under its id
 * and it goes on with the stories that are left.
 */
export async function runStoriesAct(
  parts: Parts,
  { stories: named, ...command }: StoriesCommand,
  work: (act: Act, on: On) => Promise<number>,
): Promise<Moved> {
  const stories = [...new Map(named.map((story) => [story.id, story])).values()];
  if (stories.length <= sliceOfStories)
    return runTriageAct(parts, command, (act, settings) => work(act, { settings, stories }));
  const done = await answerBefore<Moved>(parts.store.read, command);
  if (done !== null) return done;
  const batchId = command.commandId;
  const begun = await storiesBegun(parts.store.read, batchId);
  const rest = stories.filter(({ id }) => !begun.has(id));
  await requireUnchanged(parts, rest);
  try {
    const sum = await doSlices(parts, { ...command, batchId, stories: rest }, work);
    const moved = await runSlice(parts, { ...command, batchId }, async (act) => {
      const { skipped } = sum;
      const waiting = await countLive(act.trx, cappedAt);
      const changed = begun.size + sum.changed;
      const answer: Moved = { batchId, changed, waiting, ...(skipped > 0 && { skipped }) };
      await keepAnswer(act, { ...command, answer });
      return answer;
    });
    parts.changed(...triageTopics);
    return moved;
  } catch (cause) {
    await takeBackSlices(parts, { call: command.call, commandId: command.commandId, batchId });
    parts.changed(...triageTopics);
    throw cause;
  }
}

type Sliced = Omit<StoriesCommand, "method"> & { readonly batchId: string };

async function doSlices(
  parts: Parts,
  { stories, ...frame }: Sliced,
  work: (act: Act, on: On) => Promise<number>,
): Promise<{ readonly changed: number; readonly skipped: number }> {
  let changed = 0;
  let skipped = 0;
  let without: Refusal | null = null;
  for (let from = 0; from < stories.length; from += sliceOfStories) {
    const part = stories.slice(from, from + sliceOfStories);
    try {
      const slice = await runSlice(parts, frame, async (act) => {
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
