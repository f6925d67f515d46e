import type { Settings } from "../../contract/methods/settings.ts";
import type { Versioned } from "../../contract/values.ts";
import { queueCase, wakeCase } from "../../domain/cases/transitions.ts";
import type { Act } from "../commands.ts";
import { takeStories, type TakenStory } from "../triage/take-stories.ts";
import { changeCases, type CaseChangeOf } from "./change-cases.ts";

/**
 * Opens cases again by hand: a resolved one begins a new cycle, with a clock of its own from now; one that was put away comes back
 * with the clock that has run all along. What is open stays as it is, and so does what only counts. Answers how many changed.
 * Refusals: not-found, stale.
 */
export async function reopenCases(
  act: Act,
  { stories, settings }: { readonly stories: readonly Versioned[]; readonly settings: Settings },
): Promise<number> {
  const changes = (await takeStories(act, stories)).flatMap((taken) => changeOf(taken, { settings, at: act.at }) ?? []);
  await changeCases(act, changes);
  return changes.length;
}

function changeOf(
  { story, record }: TakenStory,
  { settings, at }: { readonly settings: Settings; readonly at: number },
): CaseChangeOf | null {
  if (!record || story.bucket === "analytics") return null;
  const { state } = record;
  if (state.status === "resolved") {
    const queued = { bucket: story.bucket, priority: state.priority, queuedAt: at };
    return { record, kind: "case.reopened", state: queueCase(queued, settings, state) };
  }
  const isAway = state.status === "snoozed" || (state.status === "waiting" && state.firstResponseAt === null);
  return isAway ? { record, kind: "case.woken", state: wakeCase(state, at) } : null;
}
