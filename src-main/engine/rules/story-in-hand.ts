import type { RuledFields } from "../../domain/routing/rule-changes.ts";
import { movedToAnalytics } from "../cases/case-after-move.ts";
import { casesOfStories, type CaseRecord } from "../store/case.ts";
import type { Db } from "../store/open.ts";
import { casesWithWords, type RuledStory } from "../store/ruled-story.ts";

/** A story with its case and all that rules decide about it. */
export type StoryInHand = {
  readonly story: RuledStory;
  readonly record: CaseRecord | null;
  readonly now: RuledFields;
  /** Whether somebody has written a reply or a note in its case. */
  readonly hasWords: boolean;
};

export async function takeInHand(db: Db, stories: readonly RuledStory[]): Promise<readonly StoryInHand[]> {
  const cases = await casesOfStories(
    db,
    stories.map(({ rowId }) => rowId),
  );
  const written = await casesWithWords(
    db,
    [...cases.values()].map(({ rowId }) => rowId),
  );
  return stories.map((story) => {
    const record = cases.get(story.rowId) ?? null;
    const now = { ...story.fields, assignee: record?.state.owner ?? null };
    return { story, record, now, hasWords: record !== null && written.has(record.rowId) };
  });
}

/**
 * Whether a person has decided about a story or works on it: no rule touches it then. Having been looked at is no decision, nor is
 * what a rule did: the owner that it gave (`assigned`), the end that moving to analytics put to its case.
 */
export function isPersons(
  { story, record, hasWords }: StoryInHand,
  { assigned }: { readonly assigned: string | null },
): boolean {
  if (story.fields.place.decidedBy === "person") return true;
  if (!record) return false;
  const { status, owner, resolution, resolutionReason, firstResponseAt } = record.state;
  if (hasWords || firstResponseAt !== null) return true;
  if (owner !== null && owner !== assigned) return true;
  if (status === "resolved") return resolution !== "counted_only" || resolutionReason !== movedToAnalytics;
  return status === "waiting" || status === "snoozed";
}
