import type { MacroSteps } from "../../contract/methods/macros.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Versioned } from "../../contract/values.ts";
import { assignStories } from "../claims/assign-stories.ts";
import { countStoriesUp } from "../store/case.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { labelStories } from "../labels/label-stories.ts";
import { versionsOfStories } from "../store/story-act.ts";
import { saveScripts, scriptsOfStories } from "../store/story-script.ts";
import { resolveStories, setPriorities } from "../triage/handle-cases.ts";
import { setBucket } from "../triage/set-bucket.ts";
import { takeStories } from "../triage/take-stories.ts";
import { noteStories } from "./note-stories.ts";

type Applying = {
  readonly settings: Settings;
  readonly call: Call;
  readonly stories: readonly Versioned[];
  readonly steps: MacroSteps;
};

/**
 * Does the steps of a macro to stories, one after the other. Steps for cases pass over stories without an open one.
 * Refusals: stale, not-found, already-claimed { owner }. Answers how many stories.
 */
export async function applySteps(act: Act, { settings, call, stories, steps }: Applying): Promise<number> {
  const ids = stories.map(({ id }) => id);
  const now = async () => {
    const versions = await versionsOfStories(act.trx, ids);
    return ids.flatMap((id) => ({ id, version: versions.get(id) ?? 0 }));
  };
  // Names what somebody changed meanwhile before anything is done; from here on the versions are our own.
  await takeStories(act, stories);
  const { bucket, labels, script, priority, assign, note, resolution } = steps;
  if (bucket) await setBucket(act, { settings, call, bucket, stories: await now() });
  if (labels) await labelStories(act, { stories: await now(), add: labels, remove: [] });
  if (script !== undefined) await setScripts(act, { stories: await now(), script });
  if (priority) await whereOpen(setPriorities(act, { stories: await now(), priority, settings }));
  if (assign) {
    const personId = assign === "me" ? (call.person?.id ?? null) : assign === "nobody" ? null : assign;
    await whereOpen(assignStories(act, { stories: await now(), personId, reason: "", call }));
  }
  if (note) await noteStories(act, { stories: await now(), text: note, call });
  if (resolution) {
    const { as, why = null, reason } = resolution;
    await whereOpen(resolveStories(act, { stories: await now(), resolution: as, why, reason }));
  }
  return stories.length;
}

/** A step for cases has nothing to do where no case is open; it is refused before it writes. */
async function whereOpen(step: Promise<number>): Promise<void> {
  try {
    await step;
  } catch (cause) {
    if (!(cause instanceof Refusal) || cause.code !== "case-resolved") throw cause;
  }
}

/** Makes stories suggest another script. */
async function setScripts(
  act: Act,
  { stories, script }: { readonly stories: readonly Versioned[]; readonly script: string },
): Promise<void> {
  const taken = await takeStories(act, stories);
  const rowIds = taken.map(({ story }) => story.rowId);
  const before = await scriptsOfStories(act.trx, rowIds);
  const changed = taken.filter(({ story }) => before.get(story.rowId) !== script);
  await saveScripts(
    act.trx,
    changed.map(({ story }) => ({ rowId: story.rowId, script })),
  );
  await countStoriesUp(
    act.trx,
    changed.map(({ story }) => story.rowId),
  );
  await act.record(
    ...changed.map(({ story }) => ({
      kind: "story.script_set" as const,
      subjectId: story.id,
      payload: { storyVersion: story.version + 1, script, before: before.get(story.rowId) ?? null, after: script },
    })),
  );
}
