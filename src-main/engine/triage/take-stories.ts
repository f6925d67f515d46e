import { Refusal } from "../../contract/refusal.ts";
import type { Versioned } from "../../contract/values.ts";
import type { Act } from "../commands.ts";
import { casesOfStories, type CaseRecord } from "../store/case.ts";
import { storiesById, type StoryRecord } from "../store/story-act.ts";

export type TakenStory = { readonly story: StoryRecord; readonly record: CaseRecord | null };

/**
 * The stories that a person acts on, with their cases, as that person saw them. One that is named twice is taken once.
 * Refusals: not-found, stale { ids, count } (all that changed, the first ten by id).
 */
export async function takeStories(act: Act, wanted: readonly Versioned[]): Promise<readonly TakenStory[]> {
  const versions = new Map(wanted.map(({ id, version }) => [id, version]));
  const stories = await storiesById(act.trx, [...versions.keys()]);
  if (stories.length < versions.size) throw new Refusal("not-found", { what: "story" });
  const stale = stories.filter((story) => story.version !== versions.get(story.id));
  if (stale.length > 0) throw staleStories(stale.map(({ id }) => id));
  const cases = await casesOfStories(
    act.trx,
    stories.map((story) => story.rowId),
  );
  return stories.map((story) => ({ story, record: cases.get(story.rowId) ?? null }));
}

export function staleStories(ids: readonly string[]): Refusal {
  return new Refusal("stale", { ids: ids.slice(0, 10).join(" "), count: ids.length });
}

/**
 * The open cases among the stories: stories that are only counted and resolved cases are passed over. Refusal:
 * case-resolved when not one is open.
 */
export function openCasesOf(taken: readonly TakenStory[]): readonly CaseRecord[] {
  const records = taken.flatMap(({ record }) => (record && record.state.status !== "resolved" ? [record] : []));
  if (records.length === 0) throw new Refusal("case-resolved");
  return records;
}
