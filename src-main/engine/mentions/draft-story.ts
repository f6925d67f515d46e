import type { Act } from "../commands.ts";
import type { Routed, RoutedEffect } from "../sources/understanding.ts";
import type { NewStory, Story } from "../store/story.ts";
import type { Candidate } from "./candidate.ts";

/** A story that a batch begins (`created`) or finds, and what copies of the same batch made of it. */
export type Draft = {
  story: Story;
  readonly created: NewStory | null;
  joined: boolean;
  /** What rules did to a story that is begun. */
  readonly effects: readonly RoutedEffect[];
  /** To whom a rule gives its case, by public id. */
  readonly assignee: string | null;
};

/** A story of one copy, where its routing puts it. */
export function draftStory(
  act: Act,
  {
    candidate: { item, understood },
    routed: { fields, effects },
    rowId,
  }: {
    readonly candidate: Candidate;
    readonly routed: Routed;
    readonly rowId: number;
  },
): Draft {
  const { place, urgency, labels, department, scriptKey, approvalRoles, assignee } = fields;
  const story = {
    rowId,
    id: act.newId(),
    headId: item.rowId,
    bucket: place.bucket,
    urgency,
    sentiment: understood.slot,
    newestAt: item.publishedAt,
    decidedBy: place.decidedBy,
  } as const;
  const created: NewStory = {
    ...story,
    reason: place.reason,
    ruleRowId: place.ruleRowId,
    ...{ labels, department, scriptKey, approvalRoles },
  };
  return { story: { ...story, copies: 1 }, created, joined: false, effects: effects(), assignee };
}
